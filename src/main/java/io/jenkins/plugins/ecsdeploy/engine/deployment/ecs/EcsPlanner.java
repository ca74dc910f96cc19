package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Planner;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RequestedRevision;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RollbackOfActive;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceSettings;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.GateRule;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.Strategy;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.PlannedAction;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.EcsHistory;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.Registration;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/** What {@link EcsStart} would do. */
final class EcsPlanner implements Planner {
    private final DeploymentContext deployment;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final EcsState state;
    private final RequestedRevision revision;
    private final Conflict conflict;

    EcsPlanner(DeploymentContext deployment) {
        this.deployment = deployment;
        this.request = deployment.request();
        this.record = deployment.record();
        this.state = record.state(EcsState.class, EcsState::new);
        this.revision = new RequestedRevision(deployment);
        this.conflict = new Conflict(deployment);
    }

    @Override
    public void plan(Service live, DeploymentPlan plan) {
        Strategy strategy = Strategy.of(live.deploymentConfiguration());
        plan.strategy(strategy.name(), "strategy " + strategy.inWords());
        GateRule.gates(deployment, live).forEach(stage -> plan.gate(stage, Optional.empty()));
        plan.check(() -> GateRule.check(deployment, live));
        EcsStart.unusedOptions(deployment).ifPresent(plan::note);
        plan.runs(live.taskDefinition());
        Deployment primary = ServiceVerdict.primary(live).orElse(null);
        if (new RollbackOfActive(deployment).isCalledFor() && Conflict.isInProgress(primary)) {
            takeBack(live, primary, plan);
            return;
        }
        Registration.Found found = revision.find(
                live,
                live.taskDefinition(),
                new EcsHistory(deployment.ecs(), record.cluster(), record.service()),
                any -> {},
                plan);
        plan.settings(new ServiceSettings(request).changes(live));
        switch (NextStep.of(request, found.isLive(), live, primary)) {
            case DEPLOY:
                conflict.tell(live, plan);
                plan.action(PlannedAction.DEPLOY);
                break;
            case DEPLOY_AGAIN:
                plan.note("The service has this definition already, but its deployment failed");
                plan.action(PlannedAction.DEPLOY);
                break;
            case FOLLOW:
                plan.action(PlannedAction.FOLLOW);
                break;
            case UPDATE:
                plan.action(PlannedAction.UPDATE);
                break;
            default:
        }
    }

    private void takeBack(Service live, Deployment primary, DeploymentPlan plan) {
        new PreviousRevision(deployment, state).note(live, primary);
        Revisions revisions = new Revisions(deployment.ecs());
        String back = record.previousTaskDefinitionArn();
        plan.takesBack(
                revisions.get(primary.taskDefinition()).document(),
                revisions.get(back).document(),
                back);
    }
}
