package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import io.jenkins.plugins.ecsdeploy.emulator.DeploymentState;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a service deployment by one of the strategies has beyond a rolling one: stages, traffic and hooks. */
public final class StagedDeployment {
    final ServiceState service;
    final ServiceDeploymentState attempt;
    final Strategy strategy;
    final Routes routes;
    final DeploymentState green;
    /** The revision in production when it began; null for the first deployment of a service. */
    final DeploymentState blue;
    /** Those of all stages so far. */
    final List<HookState> hooks = new ArrayList<>();

    Stage stage;
    /** The revisions that have the desired count of tasks; all others have none. */
    private final Set<DeploymentState> scaledUp = new LinkedHashSet<>();

    private Runnable whenSteady;
    private int phase;

    StagedDeployment(ServiceState service, ServiceDeploymentState attempt, DeploymentState blue) {
        this.service = service;
        this.attempt = attempt;
        this.strategy = Strategy.of(attempt.configuration);
        this.routes = Routes.of(service.settings);
        this.green = attempt.target;
        this.blue = blue;
        scaledUp.addAll(attempt.sources);
        if (blue != null) {
            scaledUp.add(blue);
            green.traffic.alternate = !blue.traffic.alternate;
            if (attempt.sources.stream().allMatch(source -> source.traffic.production == 0)) {
                blue.traffic.production = 100;
                blue.traffic.test = 100;
            }
        }
    }

    Instant now() {
        return service.agenda.now();
    }

    /** Goes over to a stage: what was to happen in the one before does not happen any more. */
    void enter(Stage next) {
        stage = next;
        leave();
        attempt.updatedAt = now();
    }

    /** Ends what goes on in a stage, while the deployment is still shown in it. */
    void leave() {
        phase++;
        whenSteady = null;
    }

    /** Happens then, if the deployment still is where it is now. */
    void later(Duration time, Runnable action) {
        int noted = phase;
        service.agenda.at(now().plus(time), () -> {
            if (phase == noted && attempt.working()) {
                action.run();
            }
        });
    }

    /** Lets something happen as soon as all tasks that are to run do, and no others. */
    void whenSteady(Runnable action) {
        whenSteady = action;
    }

    void steady() {
        if (whenSteady != null && (attempt.working() || pastReturn())) {
            Runnable action = whenSteady;
            whenSteady = null;
            action.run();
        }
    }

    /** How many tasks of a revision there are to be. */
    public int desired(DeploymentState revision) {
        return scaledUp.contains(revision) ? service.desiredCount : 0;
    }

    /** Whether a revision is part of it, even if it has no tasks. */
    boolean holds(DeploymentState revision) {
        return scaledUp.contains(revision);
    }

    void scaleUp(DeploymentState revision) {
        scaledUp.add(revision);
    }

    void scaleDown(DeploymentState revision) {
        scaledUp.remove(revision);
    }

    /** Sends that share of production traffic there, and the rest to the revision in production before. */
    void production(DeploymentState to, double weight) {
        for (DeploymentState revision : service.deployments) {
            revision.traffic.production = revision == to ? weight : revision == blue ? 100 - weight : 0;
        }
    }

    /** Sends all test traffic there. */
    void test(DeploymentState to) {
        service.deployments.forEach(revision -> revision.traffic.test = revision == to ? 100 : 0);
    }

    /** Whether somebody has to answer a hook before it goes on. */
    boolean paused() {
        return hooks.stream().anyMatch(HookState::awaited);
    }

    /** Whether the old tasks are on their way out: there is no way back from here. */
    public boolean pastReturn() {
        return stage == Stage.CLEAN_UP && !attempt.rollingBack() && attempt.open();
    }

    /** The deployment does not go forward any more: nobody waits for its hooks. */
    public void closeHooks() {
        hooks.stream().filter(HookState::open).forEach(hook -> hook.end("FAILED"));
    }
}
