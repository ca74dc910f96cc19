package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.appspec.AppSpec;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Gates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RequestedRevision;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RollbackOfActive;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ConsoleLink;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * From a request to a deployment that CodeDeploy has begun: find its group, check what is wanted, register a revision,
 * create the deployment. Safe to run again after a stop at any point: what may have been done before is looked for before
 * it is done.
 */
final class CodeDeployStart {
    /** CodeDeploy's lists may be a little behind; what they do not show by then was not created. */
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);

    private final DeploymentContext deployment;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private final GroupFinder groups;
    private final GroupConflict conflict;
    private final RequestedRevision revision;
    private final RollbackOfActive rollback;
    private final NewDeployment created;

    CodeDeployStart(DeploymentContext deployment, CodeDeployState state, KnownGroups known) {
        this.deployment = deployment;
        this.request = deployment.request();
        this.record = deployment.record();
        this.state = state;
        this.groups = new GroupFinder(deployment, state, known);
        this.conflict = new GroupConflict(deployment);
        this.revision = new RequestedRevision(deployment);
        this.rollback = new RollbackOfActive(deployment);
        this.created = new NewDeployment(deployment, state, conflict);
    }

    /**
     * Begins, if it may.
     *
     * @param live the service as it is now
     * @return false when something has to be waited for; then this is to be run again with the service as it is by then
     */
    boolean run(Service live) {
        if (record.isBegun()) {
            // It had begun, and something after that went wrong.
            return true;
        }
        if (request.goal() instanceof Goal.Follow running) {
            new FollowExisting(deployment, state).run(live, running.deploymentArn());
            Gates.tellAnswered(deployment);
            return true;
        }
        DeploymentGroupInfo group = groups.find();
        if (record.phase() == Phase.UPDATING) {
            Optional<DeploymentInfo> before = created.find();
            if (before.isPresent()) {
                deployment.log("The deployment had been created before; going on with it");
                created.follow(before.get().deploymentId());
                return true;
            }
            if (!hadTimeToBeListed()) {
                return false;
            }
        } else {
            record.previousTaskDefinitionArn(TaskSets.liveRevision(live));
        }
        if (!request.mayChange()) {
            deployment.end(Status.NOT_DEPLOYED);
            throw new EngineException("CodeDeploy had not begun to deploy to service " + record.service()
                    + " when the build ended: nothing was deployed");
        }
        Optional<String> active = GroupConflict.active(group);
        if (rollback.isCalledFor() && active.isPresent()) {
            rollBack(live, active.get());
            return true;
        }
        if (record.phase().compareTo(Phase.REGISTERED) < 0) {
            GroupRules.check(deployment.ecs().codeDeploy(), group, record, request.blueGreen());
        }
        return !conflict.waitsForOurs(group)
                && isRegistered(live, group)
                && (deployment.isCancelled() || bring(live, group));
    }

    private boolean hadTimeToBeListed() {
        return deployment.now().isAfter(Instant.ofEpochMilli(state.askedMillis).plus(LISTED_WITHIN));
    }

    private void rollBack(Service live, String active) {
        FollowExisting existing = new FollowExisting(deployment, state);
        DeploymentInfo info = existing.described(active);
        existing.adopt(live, info);
        record.follow(info.createTime(), deployment.now());
        state.rollsBackItself = true;
        rollback.begin(
                info.createTime(),
                ConsoleLink.codeDeploy(record.region(), active).toString());
        new StopDeployment(deployment, state).run(true);
    }

    private boolean isRegistered(Service live, DeploymentGroupInfo group) {
        if (record.phase().compareTo(Phase.REGISTERED) >= 0) {
            return true;
        }
        AppSpec spec = appSpec(request, live);
        state.appSpec = spec.json();
        return revision.isThere(
                live,
                TaskSets.liveRevision(live),
                new CodeDeployHistory(deployment.ecs().codeDeploy(), state.application, state.group),
                spec::check,
                () -> conflict.letsBegin(group));
    }

    /** What CodeDeploy is to be told, all but the revision. */
    static AppSpec appSpec(DeployRequest request, Service live) {
        return request.blueGreen()
                .appSpec()
                .map(given -> AppSpec.read(
                        given.place(), given.text(), request.blueGreen().placeholders()))
                .orElseGet(() -> LiveAppSpec.of(live));
    }

    /** Brings the service to the revision that is registered, if it is not there yet. */
    private boolean bring(Service live, DeploymentGroupInfo group) {
        SettingsUpdate settings = new SettingsUpdate(deployment, state);
        if (isThere(live, group, record.taskDefinitionArn())
                && !request.forceNewDeployment()
                && request.skipUnchanged()) {
            unchanged(settings, live);
            return true;
        }
        if (!conflict.letsBegin(group)) {
            return false;
        }
        settings.bring(live);
        AppSpec spec = AppSpec.read("The AppSpec of service " + record.service(), state.appSpec, Placeholders.none());
        return created.create(group, spec.text(record.taskDefinitionArn()));
    }

    /** Asked at every look: while ours waits, another deployment may bring something else. */
    static boolean isThere(Service live, DeploymentGroupInfo group, String arn) {
        Optional<String> active = GroupConflict.active(group);
        boolean staysLive =
                active.isEmpty() || active.equals(TaskSets.primary(live).map(TaskSet::externalId));
        return staysLive && TaskSets.liveRevision(live).equals(arn);
    }

    private void unchanged(SettingsUpdate settings, Service live) {
        if (settings.bring(live) || state.settingsChanged) {
            deployment.log("The service's settings were updated; no deployment is needed for them");
            deployment.end(Status.UPDATED);
        } else {
            deployment.log("Unchanged: the service runs " + Arns.shortName(record.taskDefinitionArn())
                    + ", which is the same. Nothing was registered or deployed");
            deployment.end(Status.UNCHANGED);
        }
    }
}
