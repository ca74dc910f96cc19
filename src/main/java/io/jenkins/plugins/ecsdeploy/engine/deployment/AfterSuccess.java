package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ExpectedImages;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.DigestLookup;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is left to do when AWS is done, or when nobody waits for more: notes which images run, compares them with what was
 * expected, removes old revisions, and tells. After a restart it is all looked at again.
 */
final class AfterSuccess {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final DeploymentRuntime runtime;
    private final Supplier<Controller> controller;
    private final Consumer<EngineException> fail;
    private final Runnable tell;

    /**
     * @param fail is told if it was no success after all
     * @param tell is run if it was
     */
    AfterSuccess(
            DeploymentContext deployment,
            DeploymentRuntime runtime,
            Supplier<Controller> controller,
            Consumer<EngineException> fail,
            Runnable tell) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.runtime = runtime;
        this.controller = controller;
        this.fail = fail;
        this.tell = tell;
    }

    void run() {
        if (!record.status().isGood()) {
            tell.run();
        } else if (!record.imageState().digests().isEmpty()) {
            compare(Optional.empty());
        } else {
            new DigestLookup(
                            new DigestLookup.Running(
                                    record.cluster(),
                                    record.service(),
                                    record.taskDefinitionArn(),
                                    record.images(),
                                    controller.get().digests(),
                                    () -> controller.get().serviceRevision()),
                            deployment::ecs,
                            runtime.poller(),
                            runtime.scheduler(),
                            deployment::log,
                            this::isOver,
                            this::found)
                    .start();
        }
    }

    private boolean isOver() {
        return deployment.isCancelled() || deployment.host().isStopping();
    }

    private void found(DigestLookup.Found found) {
        synchronized (record) {
            if (isOver()) {
                return;
            }
            record.imageState().digests(found.digests());
            deployment.remember();
            found.problem()
                    .ifPresent(problem -> deployment.log("  The digests of the images could not be read: " + problem));
            compare(found.problem());
        }
    }

    private void compare(Optional<String> problem) {
        Optional<String> difference = ExpectedImages.difference(record, problem);
        if (difference.isPresent()) {
            record.fails(difference.get());
            deployment.end(Status.FAILED);
            fail.accept(new EngineException(difference.get()));
        } else {
            ExpectedImages.proven(record).ifPresent(deployment::log);
            RevisionsTidied.before(tell, deployment, controller, runtime.scheduler(), this::isOver);
        }
    }
}
