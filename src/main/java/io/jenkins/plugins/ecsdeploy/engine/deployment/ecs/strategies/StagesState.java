package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/** How far a deployment has come with its stages, and what people were told of them; a part of its record. */
public final class StagesState implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As ECS calls it; {@code null}: it rolls, or this is not known yet. */
    String strategy;

    int stepMinutes;
    int bakeMinutes;
    /** The ARN of the rule, or listener, for test traffic; {@code null}: there is none. */
    String testRule;
    /** The furthest stage that was seen. */
    String stage;
    /** When stage or traffic were last seen to be others than before, by our own clock; 0: not yet. */
    long movedMillis;
    /** Until when, by our own clock, ECS does nothing but let time pass, at least; 0: it does more than that. */
    long quietUntilMillis;
    /** The traffic as it was seen last, in words. */
    String traffic;
    /** True while a part of the production traffic is still to be moved. */
    boolean stepping;
    /** What people have been told, so that they are told it once. Replaced, never changed: the build may just be saved. */
    volatile ArrayList<String> told = new ArrayList<>();

    private Object readResolve() {
        told = told == null ? new ArrayList<>() : told;
        return this;
    }

    /** Whether the deployment has stages. */
    public boolean areFollowed() {
        return strategy != null;
    }

    /** As ECS calls it; {@code null}: it rolls, or this is not known yet. */
    public String strategy() {
        return strategy;
    }

    /** As the service is, so its deployments are. */
    public void of(Service live) {
        of(Strategy.of(live.deploymentConfiguration()));
        testRule = live.loadBalancers().stream()
                .map(LoadBalancer::advancedConfiguration)
                .filter(Objects::nonNull)
                .map(AdvancedConfiguration::testListenerRule)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** By which strategy the deployment is. */
    void of(Strategy known) {
        strategy = known.isRolling() ? null : known.name();
        stepMinutes = known.stepMinutes();
        bakeMinutes = known.bakeMinutes();
    }

    /** How many tasks there are, in words, with the traffic that they have. */
    public String withTraffic(String counts) {
        return areFollowed() && traffic != null && !traffic.isEmpty() ? counts + "; " + traffic : counts;
    }

    /** True the first time. */
    boolean isNews(String fact) {
        if (told.contains(fact)) {
            return false;
        }
        ArrayList<String> more = new ArrayList<>(told);
        more.add(fact);
        told = more;
        return true;
    }

    /** A deployment of its own is to follow. */
    public void startAnew() {
        stage = null;
        movedMillis = 0;
        quietUntilMillis = 0;
        traffic = null;
        stepping = false;
        told = new ArrayList<>();
    }
}
