package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RecordedRevisions;
import io.jenkins.plugins.ecsdeploy.engine.poll.RetryLimit;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A host that cannot always write at once: a disk that is full for a moment is no failure of the deployment. What has
 * happened is written as soon as that is possible. Only a call that must be known of after a crash waits for it.
 */
public final class RetryingHost implements DeploymentHost {
    /** Nothing was done, because it could not be written down before. */
    static final class NotSaved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Until the next try; null when it has been enough. */
        private final transient Duration pause;

        private NotSaved(RuntimeException cause, Duration pause) {
            super(cause.getMessage(), cause);
            this.pause = pause;
        }

        /** The pause before the next try; nothing when it has been enough. */
        Optional<Duration> pause() {
            return Optional.ofNullable(pause);
        }
    }

    private final DeploymentHost host;
    private final Scheduler scheduler;
    private final RetryLimit retries;
    private boolean unsaved;
    private boolean tryingAgain;
    private volatile boolean cancelled;

    public RetryingHost(DeploymentHost host, Scheduler scheduler) {
        this.host = host;
        this.scheduler = scheduler;
        this.retries = new RetryLimit(this::say, "The deployment could not be saved with the build");
    }

    /** Keeps the record at once, or soon. Never fails. */
    @Override
    public void remember(DeploymentRecord record) {
        try {
            save(record);
        } catch (NotSaved e) {
            e.pause().filter(pause -> !tryingAgain).ifPresent(pause -> {
                tryingAgain = true;
                scheduler.schedule(() -> tryAgain(record), pause);
            });
        }
    }

    /**
     * Keeps the record in the phase of a call that is about to be made.
     *
     * @throws NotSaved if that cannot be done now; the record's phase stays as it was, and the call must not be made
     */
    public void rememberBefore(DeploymentRecord record, Phase phase) {
        Phase before = record.phase();
        record.phase(phase);
        try {
            save(record);
        } catch (NotSaved e) {
            record.phase(before);
            throw e;
        }
    }

    /** Somebody else may go on with the record from now on. */
    void cancel() {
        cancelled = true;
    }

    private void save(DeploymentRecord record) {
        try {
            host.remember(record);
        } catch (RuntimeException e) {
            unsaved = true;
            throw new NotSaved(e, retries.afterFailure(e, scheduler.now(), true).orElse(null));
        }
        unsaved = false;
        retries.restore();
    }

    /** An interrupt when the program ends is nothing to tell. */
    private void say(String line) {
        if (!isStopping()) {
            log(line);
        }
    }

    private void tryAgain(DeploymentRecord record) {
        synchronized (record) {
            tryingAgain = false;
            if (unsaved && !cancelled && !isStopping()) {
                remember(record);
            }
        }
    }

    @Override
    public EcsApi ecs() {
        return host.ecs();
    }

    @Override
    public boolean isStopping() {
        return host.isStopping();
    }

    @Override
    public void log(String line) {
        host.log(line);
    }

    @Override
    public void succeeded(DeploymentRecord record) {
        host.succeeded(record);
    }

    @Override
    public void failed(RuntimeException failure) {
        host.failed(failure);
    }

    @Override
    public void gate(Optional<Gate> waiting) {
        host.gate(waiting);
    }

    @Override
    public RecordedRevisions recorded(DeploymentRecord deployment) {
        return host.recorded(deployment);
    }

    @Override
    public String who() {
        return host.who();
    }

    @Override
    public String inWords(String who) {
        return host.inWords(who);
    }

    @Override
    public List<LeftDeployment> leftBehind(DeploymentRecord deployment) {
        return host.leftBehind(deployment);
    }

    @Override
    public Optional<String> keep(String name, String document) {
        return host.keep(name, document);
    }

    @Override
    public Optional<String> kept(String name) {
        return host.kept(name);
    }
}
