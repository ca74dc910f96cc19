package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.DeploymentState;
import io.jenkins.plugins.ecsdeploy.emulator.Ids;
import io.jenkins.plugins.ecsdeploy.emulator.Scheduler;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceDeploymentState;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Service deployments by the strategies BLUE_GREEN, LINEAR and CANARY, beside those that roll. */
public final class Strategies {
    private static final Pattern HOOK_ID = Pattern.compile("ecs-[a-z]+-[\\w-]+");

    private final Scheduler scheduler;
    private final Ids ids;

    /** For the scheduler whose tasks they are. */
    public Strategies(Scheduler scheduler, Ids ids) {
        this.scheduler = scheduler;
        this.ids = ids;
    }

    /** Makes a deployment that has just been created one by the service's strategy, if that is not ROLLING. */
    public void adopt(ServiceState service, ServiceDeploymentState attempt) {
        if (!Strategy.of(attempt.configuration).rolling()) {
            List<DeploymentState> sources = attempt.sources;
            DeploymentState last = service.lastCompleted;
            boolean there = last != null && service.deployments.contains(last);
            DeploymentState blue = there ? last : sources.isEmpty() ? null : sources.get(0);
            attempt.staged = new StagedDeployment(service, attempt, blue);
        }
    }

    /** Begins with the first stage. */
    public void begin(StagedDeployment deployment) {
        StageHooks hooks = hooks(deployment);
        new StageRun(deployment, scheduler, hooks, reason -> fail(deployment, reason, reason)).begin();
    }

    /** Goes back, as the status of the deployment says already. */
    public void rollBack(StagedDeployment deployment) {
        new WayBack(deployment, scheduler, hooks(deployment)).begin();
    }

    private StageHooks hooks(StagedDeployment deployment) {
        // The event's words are known from containers-roadmap#2664.
        return new StageHooks(
                deployment, ids, reason -> fail(deployment, "hook execution failure(s) detected.", reason));
    }

    private void fail(StagedDeployment deployment, String event, String reason) {
        scheduler.rollouts().rollbacks().goBack(deployment.service, deployment.attempt, event, reason);
    }

    /** Starts and stops what the present stage asks for; notices when it is reached. */
    public void reconcile(ServiceState service, StagedDeployment deployment) {
        Instant now = service.agenda.now();
        boolean steady = true;
        for (DeploymentState revision : new ArrayList<>(service.deployments)) {
            int desired = deployment.desired(revision);
            scheduler.scale(revision, desired);
            steady &= deployment.holds(revision) ? revision.steady(desired, now) : revision.gone();
        }
        service.deployments.removeIf(revision -> revision.gone() && !revision.primary() && !deployment.holds(revision));
        if (steady) {
            deployment.steady();
        }
        if (steady && !deployment.attempt.open()) {
            scheduler.steadyState(service);
        }
    }

    /**
     * Answers a hook that is awaited. Source of the refusals: "Troubleshooting Amazon ECS blue/green deployments",
     * "Lifecycle hook issues".
     *
     * @throws AwsError InvalidParameterException if there is none, or the deployment does not wait for it any more
     */
    public void answer(ServiceDeploymentState attempt, String hookId, String action) {
        if (!HOOK_ID.matcher(hookId).matches()) {
            throw AwsError.invalid("Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}");
        }
        HookRules.action(action);
        if (!attempt.open()) {
            throw AwsError.invalid(
                    "Continuing a service deployment is not allowed for service deployment in terminal states.");
        }
        StagedDeployment deployment = attempt.staged;
        HookState hook = deployment == null
                ? null
                : deployment.hooks.stream()
                        .filter(candidate -> candidate.id.equals(hookId) && candidate.awaited())
                        .findFirst()
                        .orElse(null);
        if (hook == null || !attempt.inProgress()) {
            throw AwsError.invalid(
                    "Provided hookId is either completed, unavailable, or not associated with the given Resource ARN");
        }
        hooks(deployment).answer(hook, action);
    }
}
