package io.jenkins.plugins.ecsdeploy.deployments;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Keeps a deployment with its build: the record in its {@code build.xml}, the evidence among its artifacts. */
public abstract class BuildHost implements DeploymentHost {
    protected final Run<?, ?> run;
    private final DeploymentRecord record;

    protected BuildHost(Run<?, ?> run, DeploymentRecord record) {
        this.run = run;
        this.record = record;
    }

    /** Hears what the archiving of the evidence has to say. */
    protected abstract TaskListener listener();

    @Override
    public void remember(DeploymentRecord changed) {
        try {
            run.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> keep(String name, String document) {
        return Optional.of(EvidenceArtifact.keep(run, listener(), record, name, document));
    }

    @Override
    public Optional<String> kept(String name) {
        return EvidenceArtifact.read(run, name);
    }
}
