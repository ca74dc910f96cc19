package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Plans one deployment: looks at the service, together with all who look at ECS, and has its controller's {@link Planner}
 * say what would be done. Changes nothing, so it can be begun again at any time.
 */
public final class DeploymentPlanning {
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final RetryingHost host;
    private final DeploymentRuntime runtime;
    private final Consumer<DeploymentPlan> planned;
    private final DeploymentContext deployment;
    private final AtomicBoolean over = new AtomicBoolean();
    private final DeploymentAttempts attempts;
    private Planner planner;

    /**
     * @param record of a deployment that nobody keeps
     * @param host is told a failure
     * @param planned hears the plan, once
     */
    public DeploymentPlanning(
            DeployRequest request,
            DeploymentRecord record,
            DeploymentHost host,
            DeploymentRuntime runtime,
            Consumer<DeploymentPlan> planned) {
        this.request = request;
        this.record = record;
        this.host = new RetryingHost(host, runtime.scheduler());
        this.runtime = runtime;
        this.planned = planned;
        this.deployment = new DeploymentContext(
                request, record, this.host, runtime.scheduler()::now, runtime.answers(), over::get);
        this.attempts = new DeploymentAttempts(deployment, new Deadline(deployment), over, failure -> {});
    }

    /** Returns at once. */
    public void start() {
        runtime.scheduler()
                .schedule(
                        () -> attempts.run(() -> {
                            LookAtService look = new LookAtService(deployment, attempts, this::plan);
                            runtime.poller().poll(look, look.question());
                            return Optional.empty();
                        }),
                        Duration.ZERO);
    }

    /** Nothing is told any more. */
    public void cancel() {
        over.set(true);
        host.cancel();
    }

    private Optional<Duration> plan(Service live) {
        ControllerType type = runtime.controllerOf(live, request.cluster(), request.service());
        if (planner == null || !type.name().equals(record.controller())) {
            record.controller(type.name());
            planner = type.planner(deployment);
        }
        DeploymentPlan plan = new DeploymentPlan(record);
        try {
            planner.plan(live, plan);
        } catch (NotYet e) {
            attempts.wentWell();
            return Optional.of(e.pause());
        }
        if (over.compareAndSet(false, true)) {
            planned.accept(plan);
        }
        return Optional.empty();
    }
}
