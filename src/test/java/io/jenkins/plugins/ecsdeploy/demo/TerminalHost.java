package io.jenkins.plugins.ecsdeploy.demo;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import java.util.concurrent.CompletableFuture;

/** A deployment's world when there is no Jenkins: the terminal. It remembers nothing. */
final class TerminalHost implements DeploymentHost {
    final CompletableFuture<String> ended = new CompletableFuture<>();
    private final String service;
    private final EcsApi ecs;

    TerminalHost(String service, EcsApi ecs) {
        this.service = service;
        this.ecs = ecs;
    }

    @Override
    public EcsApi ecs() {
        return ecs;
    }

    @Override
    public void log(String line) {
        System.out.println("[" + service + "] " + line);
    }

    @Override
    public void remember(DeploymentRecord record) {
        // Nobody goes on after the demo.
    }

    @Override
    public void succeeded(DeploymentRecord record) {
        ended.complete(Outcome.summary(record));
    }

    @Override
    public void failed(RuntimeException failure) {
        System.out.println("ERROR: " + failure.getMessage());
        ended.complete(failure.getMessage());
    }
}
