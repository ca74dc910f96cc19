package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import java.util.List;
import java.util.Set;

/**
 * The stages of a service deployment, as texts, for a later ECS may have more (developer guide, "Amazon ECS blue/green
 * service deployments workflow", "Deployment lifecycle stages"). Several may pass between two looks, so it is their
 * position in the order that counts.
 */
final class Stages {
    static final String PRE_PRODUCTION_TRAFFIC_SHIFT = "PRE_PRODUCTION_TRAFFIC_SHIFT";
    static final String PRODUCTION_TRAFFIC_SHIFT = "PRODUCTION_TRAFFIC_SHIFT";
    static final String BAKE_TIME = "BAKE_TIME";
    static final String CLEAN_UP = "CLEAN_UP";
    static final String SCALE_UP = "SCALE_UP";

    private static final List<String> ORDER = List.of(
            "RECONCILE_SERVICE",
            "PRE_SCALE_UP",
            SCALE_UP,
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            PRE_PRODUCTION_TRAFFIC_SHIFT,
            PRODUCTION_TRAFFIC_SHIFT,
            "POST_PRODUCTION_TRAFFIC_SHIFT",
            BAKE_TIME,
            CLEAN_UP);

    /** The first is for services with several active revisions, the other for hooks that are configured for it. */
    private static final Set<String> NOT_ALWAYS = Set.of("RECONCILE_SERVICE", PRE_PRODUCTION_TRAFFIC_SHIFT);

    private Stages() {}

    /** Its place in the order; -1 for {@code null}, and for one that is not known here. */
    static int position(String stage) {
        return stage == null ? -1 : ORDER.indexOf(stage);
    }

    static boolean isReached(String stage, String by) {
        return position(by) >= position(stage);
    }

    /** The stages that every deployment passes between those two. */
    static List<String> between(String before, String now) {
        int first = position(before) + 1;
        int end = position(now);
        return end <= first
                ? List.of()
                : ORDER.subList(first, end).stream()
                        .filter(stage -> !NOT_ALWAYS.contains(stage))
                        .toList();
    }
}
