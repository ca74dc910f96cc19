package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Looks at all services that files name, and makes the plan; or says at once all that is wrong with files and services. The
 * looks are the poller's, so they share calls and the budget for them. Changes nothing.
 */
public final class Planning {
    /** So many are refused one after the other before it is certain that all will be. */
    private static final int REFUSED = 10;

    private final RevisionFiles files;
    private final EcsApi ecs;
    private final DeploymentRuntime runtime;
    private final Consumer<String> log;
    private final Consumer<SyncPlan> planned;
    private final Consumer<RuntimeException> failed;

    private final Map<String, PlannedService> found = new HashMap<>();
    private int left;
    private boolean over;
    private boolean said;
    private boolean noServiceRevisions;
    private boolean answered;
    private int refused;

    /**
     * Exactly one of the two is called, once; neither after {@link #cancel}.
     *
     * @param planned hears the plan
     * @param failed hears what is wrong
     */
    public Planning(
            RevisionFiles files,
            EcsApi ecs,
            DeploymentRuntime runtime,
            Consumer<String> log,
            Consumer<SyncPlan> planned,
            Consumer<RuntimeException> failed) {
        this.files = files;
        this.ecs = ecs;
        this.runtime = runtime;
        this.log = log;
        this.planned = planned;
        this.failed = failed;
    }

    /** Returns at once. */
    public void start() {
        List<RevisionFile> all = files.files();
        synchronized (this) {
            left = all.size();
        }
        if (all.isEmpty()) {
            runtime.scheduler().schedule(this::end, Duration.ZERO);
        }
        all.stream()
                .map(file -> new ServiceCheck(file, this))
                .forEach(check -> runtime.poller().poll(check, check.first()));
    }

    /** Nothing is asked and told any more. */
    public synchronized void cancel() {
        over = true;
    }

    synchronized boolean isOver() {
        return over;
    }

    EcsApi ecs() {
        return ecs;
    }

    Instant now() {
        return runtime.scheduler().now();
    }

    /** @throws EngineException if the service is controlled by nobody that is known here */
    void checkController(Service service, RevisionFile file) {
        synchronized (this) {
            answered = true;
        }
        runtime.controllerOf(service, file.cluster(), file.service());
    }

    /** What all look at is said by one of them. */
    synchronized void logOnce(String line) {
        if (!said) {
            said = true;
            log.accept(line);
        }
    }

    synchronized boolean hasServiceRevisions() {
        return !noServiceRevisions;
    }

    synchronized void withoutServiceRevisions(SdkException why) {
        if (!noServiceRevisions) {
            noServiceRevisions = true;
            log.accept("Service revisions cannot be read, so task definitions are, one call for each: "
                    + AwsFailure.text(why));
        }
    }

    void found(PlannedService service) {
        synchronized (this) {
            found.put(service.name(), service);
        }
        oneLess();
    }

    void problem(RevisionFile file, String problem) {
        files.problems().add(file.path(), problem);
        oneLess();
    }

    private void oneLess() {
        boolean last;
        synchronized (this) {
            left--;
            last = left == 0;
        }
        if (last) {
            end();
        }
    }

    /** What goes wrong with a call: for one service alone, or for all if it is who calls that AWS does not take. */
    EngineException explained(String asked, SdkException e) {
        EngineException explained = AwsFailure.explain(asked, e);
        if (AwsFailure.isExpired(e) || AwsFailure.isUnknownIdentity(e) || isMisplaced(e) || isRefusedToAll(e)) {
            fail(explained);
        }
        return explained;
    }

    /** Whether it is the region or the endpoint that is wrong. */
    synchronized boolean isMisplaced(SdkException e) {
        return !answered && AwsFailure.isMisconfigured(e);
    }

    private synchronized boolean isRefusedToAll(SdkException e) {
        return AwsFailure.isDenied(e) && !answered && ++refused == REFUSED;
    }

    private void end() {
        Optional<EngineException> problem = files.problems().failure();
        if (problem.isPresent()) {
            fail(problem.get());
        } else if (ends()) {
            planned.accept(new SyncPlan(files.files().stream()
                    .map(file -> found.get(file.name()))
                    .filter(Objects::nonNull)
                    .toList()));
        }
    }

    void fail(RuntimeException e) {
        if (ends()) {
            failed.accept(e);
        }
    }

    private synchronized boolean ends() {
        boolean first = !over;
        over = true;
        return first;
    }
}
