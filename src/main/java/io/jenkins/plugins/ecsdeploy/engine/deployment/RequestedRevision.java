package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.images.DeploymentImages;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.Registration;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RollbackRevision;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The revision that a request is after: the one to deploy, or the one to go back to. It is found or registered once, and
 * written into the record. To be kept while a deployment waits for its turn to register.
 */
public final class RequestedRevision {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final Registration registration;
    private final DeploymentImages images;
    private final PreflightRun preflight;

    public RequestedRevision(DeploymentContext deployment) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.registration = new Registration(deployment::log);
        this.preflight = new PreflightRun(deployment);
        this.images = new DeploymentImages(deployment.request().images(), record.imageState(), deployment::log);
    }

    /**
     * Sees to it that the record has it; false while it is not to be registered yet.
     *
     * @param liveArn the revision that the service runs
     * @param history AWS's memory of what the service ran, to go back by
     * @param check hears what is to be deployed, before anything is registered; may throw to prevent that
     * @param mayBegin asked when something is to be registered; false: not yet
     */
    public boolean isThere(
            Service live,
            String liveArn,
            DeploymentHistory history,
            Consumer<TaskDefinition> check,
            BooleanSupplier mayBegin) {
        if (record.phase().compareTo(Phase.REGISTERED) < 0) {
            registration
                    .run(
                            deployment.ecs(),
                            wanted(
                                    liveArn,
                                    history,
                                    check.andThen(images::expect).andThen(preflight::check),
                                    mayBegin),
                            live,
                            deployment.now())
                    .ifPresent(revision -> {
                        record.registered(revision);
                        deployment.remember();
                    });
        }
        return record.phase().compareTo(Phase.REGISTERED) >= 0;
    }

    /**
     * The same without a change: finds out what would be deployed.
     *
     * @param plan hears what is wrong with it
     */
    public Registration.Found find(
            Service live,
            String liveArn,
            DeploymentHistory history,
            Consumer<TaskDefinition> check,
            DeploymentPlan plan) {
        Consumer<TaskDefinition> checks = document -> {
            plan.check(() -> check.accept(document));
            plan.check(() -> images.expect(document));
            plan.check(() -> preflight.check(document));
        };
        Registration.Found found =
                registration.find(deployment.ecs(), wanted(liveArn, history, checks, () -> false), live);
        plan.revision(found);
        return found;
    }

    private Registration.Wanted wanted(
            String liveArn, DeploymentHistory history, Consumer<TaskDefinition> checks, BooleanSupplier mayBegin) {
        DeployRequest request = deployment.request();
        return new Registration.Wanted(
                images.take(definition(liveArn, history)),
                // A forced deployment is of the definition that is there; a twin adds nothing.
                request.skipUnchanged() || request.forceNewDeployment(),
                record.phase() == Phase.REGISTERING,
                images.pinning(),
                checks,
                mayBegin,
                () -> deployment.rememberBefore(Phase.REGISTERING));
    }

    private RenderRequest definition(String liveArn, DeploymentHistory history) {
        if (!(deployment.request().goal() instanceof Goal.Rollback back)) {
            return deployment.request().definition();
        }
        String arn = new RollbackRevision(
                        deployment.ecs(),
                        history,
                        record.cluster(),
                        record.service(),
                        deployment.recorded(),
                        deployment::log,
                        liveArn)
                .arn(back.to(), back.provenBy());
        return RenderRequest.asItIs(new Base.Revision(arn));
    }
}
