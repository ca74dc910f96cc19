package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.appspec.AppSpec;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Planner;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RequestedRevision;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RollbackOfActive;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceSettings;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.PlannedAction;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.Registration;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.ecs.model.Service;

/** What {@link CodeDeployStart} would do. */
final class CodeDeployPlanner implements Planner {
    private final DeploymentContext deployment;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private final GroupFinder groups;
    private final GroupConflict conflict;
    private final RequestedRevision revision;

    CodeDeployPlanner(DeploymentContext deployment, KnownGroups known) {
        this.deployment = deployment;
        this.request = deployment.request();
        this.record = deployment.record();
        this.state = record.state(CodeDeployState.class, CodeDeployState::new);
        this.groups = new GroupFinder(deployment, state, known);
        this.conflict = new GroupConflict(deployment);
        this.revision = new RequestedRevision(deployment);
    }

    @Override
    public void plan(Service live, DeploymentPlan plan) {
        DeploymentGroupInfo group = groups.find();
        tellGroup(group, plan);
        String runs = TaskSets.liveRevision(live);
        plan.runs(runs);
        Optional<String> active = GroupConflict.active(group);
        if (new RollbackOfActive(deployment).isCalledFor() && active.isPresent()) {
            takeBack(live, active.get(), plan);
            return;
        }
        plan.check(() -> GroupRules.check(deployment.ecs().codeDeploy(), group, record, request.blueGreen()));
        CodeDeployHistory history =
                new CodeDeployHistory(deployment.ecs().codeDeploy(), state.application, state.group);
        Registration.Found found = revision.find(live, runs, history, appSpec(live), plan);
        List<String> settings = new ServiceSettings(request).changes(live);
        plan.settings(settings);
        boolean isThere = found.revision()
                .filter(there -> CodeDeployStart.isThere(live, group, there.arn()))
                .isPresent();
        if (!isThere || request.forceNewDeployment() || !request.skipUnchanged()) {
            conflict.tell(group, plan);
            plan.action(PlannedAction.DEPLOY);
        } else if (!settings.isEmpty()) {
            plan.action(PlannedAction.UPDATE);
        }
    }

    private void tellGroup(DeploymentGroupInfo group, DeploymentPlan plan) {
        String config = request.blueGreen().config().orElse(group.deploymentConfigName());
        plan.strategy(
                config,
                "group " + group.deploymentGroupName() + " of application " + group.applicationName() + ", " + config);
        plan.fact("codeDeployApplication", group.applicationName());
        plan.fact("codeDeployGroup", group.deploymentGroupName());
        Waits waits = Waits.of(group);
        if (waits.hasGate()) {
            plan.gate("READY", Optional.of(waits.readyMinutes()));
        }
    }

    private Consumer<TaskDefinition> appSpec(Service live) {
        return document -> {
            AppSpec spec = CodeDeployStart.appSpec(request, live);
            spec.check(document);
        };
    }

    private void takeBack(Service live, String active, DeploymentPlan plan) {
        FollowExisting existing = new FollowExisting(deployment, state);
        existing.adopt(live, existing.described(active));
        Revisions revisions = new Revisions(deployment.ecs());
        String back = record.previousTaskDefinitionArn();
        plan.takesBack(
                revisions.get(record.taskDefinitionArn()).document(),
                revisions.get(back).document(),
                back);
    }
}
