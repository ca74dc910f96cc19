package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import java.util.Set;

/**
 * The stages of a service deployment, in their order. Source: "Amazon ECS blue/green service deployments workflow",
 * "Deployment lifecycle stages".
 */
enum Stage {
    RECONCILE_SERVICE("AWS_LAMBDA", "PAUSE"),
    PRE_SCALE_UP("AWS_LAMBDA", "PAUSE"),
    SCALE_UP,
    POST_SCALE_UP("AWS_LAMBDA", "PAUSE"),
    TEST_TRAFFIC_SHIFT("AWS_LAMBDA"),
    POST_TEST_TRAFFIC_SHIFT("AWS_LAMBDA", "PAUSE"),
    PRE_PRODUCTION_TRAFFIC_SHIFT("AWS_LAMBDA", "PAUSE"),
    PRODUCTION_TRAFFIC_SHIFT("AWS_LAMBDA"),
    POST_PRODUCTION_TRAFFIC_SHIFT("AWS_LAMBDA", "PAUSE"),
    BAKE_TIME,
    CLEAN_UP;

    private final Set<String> hooks;

    Stage(String... hooks) {
        this.hooks = Set.of(hooks);
    }

    /** Whether hooks of that type (AWS_LAMBDA, PAUSE) may be configured at a stage of that name. */
    static boolean takes(String stage, String targetType) {
        for (Stage known : values()) {
            if (known.name().equals(stage)) {
                return known.hooks.contains(targetType);
            }
        }
        return false;
    }

    Stage next() {
        return values()[ordinal() + 1];
    }
}
