package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/**
 * How much of the traffic ECS sends to the new revision, in percent. A service without load balancer and Service Connect
 * has none to be moved.
 *
 * @param production {@code null}: not told
 * @param test {@code null}: not told, for instance because there is no test listener
 */
record Traffic(Double production, Double test) {
    /** Weights are multiples of 0.1. */
    private static final double ALL = 99.95;

    static Traffic of(ServiceDeployment deployment) {
        ServiceRevisionSummary target = deployment.targetServiceRevision();
        return target == null
                ? new Traffic(null, null)
                : new Traffic(target.requestedProductionTrafficWeight(), target.requestedTestTrafficWeight());
    }

    /** Nothing is left with the old revision, as far as that is told. */
    boolean isAllMoved() {
        return production == null || production >= ALL;
    }

    /** The new revision has some, and the old one, too. */
    boolean isPartlyMoved() {
        return !isAllMoved() && production > 0;
    }

    /** {@code 10% of the production traffic, 100% of the test traffic}; empty where nothing is told. */
    String inWords() {
        String live = production == null ? "" : Strategy.percent(production) + " of the production traffic";
        String tried = test == null ? "" : Strategy.percent(test) + " of the test traffic";
        return live + (live.isEmpty() || tried.isEmpty() ? "" : ", ") + tried;
    }
}
