package io.jenkins.plugins.ecsdeploy.demo;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A deployment's world when there is no Jenkins: the terminal. It remembers nothing. */
final class TerminalHost implements DeploymentHost {
    final CompletableFuture<String> ended = new CompletableFuture<>();
    private final String service;
    private final EcsApi ecs;
    private final Set<String> decided = new HashSet<>();
    /** Answers the gate that the deployment waits at. */
    Runnable decides = () -> {};

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

    /** Stands for the block of ecsGate. */
    @Override
    public void gate(Optional<Gate> waiting) {
        waiting.filter(gate -> decided.add(gate.id())).ifPresent(gate -> {
            log("(ecsGate) testing what waits at the gate " + gate.name() + ": it answers");
            decides.run();
        });
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
