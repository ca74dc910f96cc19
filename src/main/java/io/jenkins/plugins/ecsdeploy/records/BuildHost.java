package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RecordedRevisions;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.util.List;
import java.util.Optional;

/** Keeps a deployment with its build: the record in its {@code build.xml}, the evidence among its artifacts. */
public abstract class BuildHost implements DeploymentHost {
    protected final Run<?, ?> run;
    private final DeploymentRecord record;
    /** Not looked up anew: a thread that is interrupted while Jenkins stops may find none, or the next one. */
    private final EcsRuntime runtime = EcsRuntime.get();

    private final DeployedRevisions revisions = DeployedRevisions.get();
    private final OpenDeployments open = OpenDeployments.get();

    protected BuildHost(Run<?, ?> run, DeploymentRecord record) {
        this.run = run;
        this.record = record;
    }

    @Override
    public void succeeded(DeploymentRecord ended) {
        revisions.add(ended, run);
    }

    @Override
    public final RecordedRevisions recorded(DeploymentRecord deployment) {
        return revisions.ofService(deployment, run);
    }

    @Override
    public final List<LeftDeployment> leftBehind(DeploymentRecord deployment) {
        return open.of(deployment, run);
    }

    @Override
    public final String who() {
        return run.getExternalizableId();
    }

    @Override
    public final String inWords(String who) {
        return who.equals(who())
                ? "this build"
                : BuildName.of(who).forLogOf(run).orElse("a build of another job");
    }

    @Override
    public final boolean isStopping() {
        return runtime.isStopping();
    }

    /** Hears what the archiving of the evidence has to say. */
    protected abstract TaskListener listener();

    /** Whether the build, or its job, was deleted or read from the disk anew. */
    protected final boolean isGone() {
        return BuildFile.isGone(run);
    }

    @Override
    public void remember(DeploymentRecord changed) {
        DeploymentsAction.of(run, record).ifPresent(deployment -> DeploymentListener.tell(run, deployment));
        BuildFile.save(run);
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
