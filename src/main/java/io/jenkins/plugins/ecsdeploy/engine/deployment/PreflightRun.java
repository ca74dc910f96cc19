package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The {@link Preflight} of one deployment, which is not waited for with a thread. */
final class PreflightRun {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DeploymentContext deployment;
    private String begunFor;
    private CompletableFuture<Void> running;

    PreflightRun(DeploymentContext deployment) {
        this.deployment = deployment;
    }

    /**
     * Refuses what cannot be deployed. A document that has changed meanwhile is looked at anew.
     *
     * @throws NotYet while it is being looked at
     */
    void check(TaskDefinition definition) {
        deployment.request().preflight().ifPresent(preflight -> check(preflight, definition));
    }

    private void check(Preflight preflight, TaskDefinition definition) {
        String document = definition.toJson();
        if (!document.equals(begunFor)) {
            begunFor = document;
            running = preflight.begin(deployment.ecs(), definition, deployment::log);
        }
        if (!running.isDone()) {
            throw new NotYet(PAUSE);
        }
        try {
            running.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
