package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Takes a service deployment forward through its stages. Source: "Amazon ECS blue/green service deployments workflow",
 * "Amazon ECS linear deployments", "Amazon ECS canary deployments".
 */
final class StageRun {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** "The system times out, fails the deployment, and then initiates a rollback after a stage reaches 24 hours." */
    private static final Duration STAGE_LIMIT = Duration.ofHours(24);
    /** "The overall deployment timeout is 30 days." */
    private static final Duration WHOLE_LIMIT = Duration.ofDays(30);

    private final StagedDeployment deployment;
    private final Scheduler scheduler;
    private final StageHooks hooks;
    private final Consumer<String> fail;

    StageRun(StagedDeployment deployment, Scheduler scheduler, StageHooks hooks, Consumer<String> fail) {
        this.deployment = deployment;
        this.scheduler = scheduler;
        this.hooks = hooks;
        this.fail = fail;
    }

    void begin() {
        deployment.service.agenda.at(deployment.now().plus(WHOLE_LIMIT), () -> {
            if (deployment.attempt.inProgress()) {
                fail.accept("Service deployment rolled back because it timed out.");
            }
        });
        boolean several = deployment.attempt.sources.size() > 1;
        enter(several ? Stage.RECONCILE_SERVICE : Stage.PRE_SCALE_UP);
    }

    private void enter(Stage stage) {
        deployment.enter(stage);
        Join all = new Join(() -> next(stage));
        Runnable done = all.add();
        hooks.begin(stage, all);
        work(stage, done);
        deployment.later(STAGE_LIMIT, () -> {
            // A pause has a time of its own.
            if (!deployment.paused()) {
                fail.accept("Service deployment rolled back because " + stage + " timed out.");
            }
        });
    }

    private void work(Stage stage, Runnable done) {
        switch (stage) {
            case RECONCILE_SERVICE -> {
                deployment.attempt.sources.stream()
                        .filter(source -> source != deployment.blue)
                        .forEach(deployment::scaleDown);
                deployment.production(deployment.blue, 100);
                deployment.test(deployment.blue);
                steady(done);
            }
            case PRE_SCALE_UP -> deployment.later(MOMENT, () -> checkNetwork(done));
            case SCALE_UP -> {
                deployment.scaleUp(deployment.green);
                scheduler.comeUp(deployment.green);
                steady(done);
            }
            case TEST_TRAFFIC_SHIFT -> {
                deployment.test(deployment.green);
                deployment.later(deployment.routes.shift(), done);
            }
            case PRODUCTION_TRAFFIC_SHIFT -> {
                double before = deployment.green.traffic.production;
                deployment.production(
                        deployment.green, deployment.routes.production() ? deployment.strategy.after(before) : 100);
                deployment.later(deployment.routes.shift(), done);
            }
            case BAKE_TIME -> deployment.later(deployment.strategy.bake(), done);
            case CLEAN_UP -> {
                if (deployment.blue != null) {
                    deployment.scaleDown(deployment.blue);
                }
                steady(done);
            }
            default -> deployment.later(MOMENT, done);
        }
    }

    private void steady(Runnable done) {
        deployment.whenSteady(done);
        scheduler.reconcile(deployment.service);
    }

    private void checkNetwork(Runnable done) {
        NetworkFault fault = deployment.service.played.fault;
        JsonNode balancers = deployment.service.settings.path("loadBalancers");
        if (fault != null && !balancers.isEmpty()) {
            fail.accept(fault.reason(balancers.get(0)));
        } else {
            done.run();
        }
    }

    private void next(Stage stage) {
        if (stage == Stage.CLEAN_UP) {
            scheduler.rollouts().finish(deployment.service, deployment.green);
        } else if (stage == Stage.PRODUCTION_TRAFFIC_SHIFT && deployment.green.traffic.production < 100) {
            // Not a part of the step, which has a limit of its own.
            deployment.leave();
            deployment.later(deployment.strategy.stepBake(), this::step);
        } else if (stage == Stage.POST_TEST_TRAFFIC_SHIFT) {
            step();
        } else {
            enter(stage.next());
        }
    }

    /** "Hooks configured for PRE_PRODUCTION_TRAFFIC_SHIFT are invoked at every production traffic shift step." */
    private void step() {
        enter(
                hooks.any(Stage.PRE_PRODUCTION_TRAFFIC_SHIFT)
                        ? Stage.PRE_PRODUCTION_TRAFFIC_SHIFT
                        : Stage.PRODUCTION_TRAFFIC_SHIFT);
    }
}
