package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import io.jenkins.plugins.ecsdeploy.emulator.DeploymentState;
import io.jenkins.plugins.ecsdeploy.emulator.Scheduler;

/**
 * Takes a service deployment back: the traffic first, then the new tasks. Stages that move traffic run again, the other
 * way round; hooks of those stages run there, too ("Lifecycle hooks for Amazon ECS service deployments").
 */
final class WayBack {
    private final StagedDeployment deployment;
    private final Scheduler scheduler;
    private final StageHooks hooks;

    WayBack(StagedDeployment deployment, Scheduler scheduler, StageHooks hooks) {
        this.deployment = deployment;
        this.scheduler = scheduler;
        this.hooks = hooks;
    }

    void begin() {
        deployment.leave();
        deployment.scaleUp(target());
        String failure = deployment.service.played.rollbackFailure;
        if (failure != null) {
            scheduler.rollouts().rollbacks().failed(deployment.attempt, failure);
        } else if (deployment.routes.production() && deployment.green.traffic.production > 0) {
            shift(Stage.PRODUCTION_TRAFFIC_SHIFT, this::test);
        } else {
            test();
        }
    }

    private DeploymentState target() {
        return deployment.attempt.rollbackTarget;
    }

    private void test() {
        if (deployment.routes.test() && deployment.green.traffic.test > 0) {
            shift(Stage.TEST_TRAFFIC_SHIFT, this::cleanUp);
        } else {
            cleanUp();
        }
    }

    private void shift(Stage stage, Runnable then) {
        deployment.enter(stage);
        Join all = new Join(then);
        Runnable done = all.add();
        hooks.begin(stage, all);
        if (stage == Stage.PRODUCTION_TRAFFIC_SHIFT) {
            deployment.production(target(), 100);
        } else {
            deployment.test(target());
        }
        deployment.later(deployment.routes.shift(), done);
    }

    private void cleanUp() {
        deployment.enter(Stage.CLEAN_UP);
        deployment.production(target(), 100);
        deployment.test(target());
        deployment.scaleDown(deployment.green);
        deployment.whenSteady(() -> scheduler.rollouts().finish(deployment.service, target()));
        scheduler.reconcile(deployment.service);
    }
}
