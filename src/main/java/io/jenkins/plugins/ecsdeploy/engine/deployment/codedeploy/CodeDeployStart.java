package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Status;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.Registration;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RollbackRevision;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.ecs.model.Service;

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
    private final Registration registration;
    private final NewDeployment created;

    CodeDeployStart(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.request = deployment.request();
        this.record = deployment.record();
        this.state = state;
        this.groups = new GroupFinder(deployment, state);
        this.conflict = new GroupConflict(deployment);
        this.registration = new Registration(deployment::log);
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
        if (record.phase() == Phase.NEW) {
            record.rollback().policy(request.policies().onFailure().orElse(null));
        }
        if (request.goal() instanceof Goal.Follow running) {
            new FollowExisting(deployment, state).run(live, running.deploymentArn());
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
        if (isRollbackOfActive(group)) {
            new RollbackOfActive(deployment, state)
                    .begin(live, GroupConflict.active(group).orElseThrow());
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

    private boolean isRollbackOfActive(DeploymentGroupInfo group) {
        return request.goal() instanceof Goal.Rollback back
                && back.to().isEmpty()
                && record.phase() == Phase.NEW
                && GroupConflict.active(group).isPresent();
    }

    private boolean isRegistered(Service live, DeploymentGroupInfo group) {
        if (record.phase().compareTo(Phase.REGISTERED) < 0) {
            AppSpec spec = appSpec(live);
            registration
                    .run(
                            deployment.ecs(),
                            new Registration.Wanted(
                                    definition(live),
                                    request.skipUnchanged() || request.forceNewDeployment(),
                                    record.phase() == Phase.REGISTERING,
                                    spec::check,
                                    () -> conflict.letsBegin(group),
                                    () -> deployment.rememberBefore(Phase.REGISTERING)),
                            live,
                            deployment.now())
                    .ifPresent(revision -> {
                        state.appSpec = spec.json();
                        record.registered(revision);
                        deployment.remember();
                    });
        }
        return record.phase().compareTo(Phase.REGISTERED) >= 0;
    }

    private AppSpec appSpec(Service live) {
        return request.blueGreen()
                .appSpec()
                .map(given -> AppSpec.read(
                        given.place(), given.text(), request.blueGreen().placeholders()))
                .orElseGet(() -> LiveAppSpec.of(live));
    }

    private RenderRequest definition(Service live) {
        if (!(request.goal() instanceof Goal.Rollback back)) {
            return request.definition();
        }
        String arn = new RollbackRevision(
                        deployment.ecs(),
                        new CodeDeployHistory(deployment.ecs().codeDeploy(), state.application, state.group),
                        record.cluster(),
                        record.service(),
                        deployment.recorded(),
                        deployment::log,
                        TaskSets.liveRevision(live))
                .arn(back.to(), back.provenBy());
        return RenderRequest.asItIs(new Base.Revision(arn));
    }

    /** Brings the service to the revision that is registered, if it is not there yet. */
    private boolean bring(Service live, DeploymentGroupInfo group) {
        ServiceSettings settings = new ServiceSettings(deployment, state);
        if (record.isSameDefinition() && !request.forceNewDeployment() && request.skipUnchanged()) {
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

    private void unchanged(ServiceSettings settings, Service live) {
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
