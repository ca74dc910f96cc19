package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * After a deployment: which content ECS has found for the images of the revision that runs now. In short tasks, together with
 * others who want to know the same; what fails is tried again a few times, and then said.
 */
public final class DigestLookup implements PollListener {
    private static final int ATTEMPTS = 5;

    /**
     * What runs.
     *
     * @param images container to image
     * @param known container to digest, as far as they are known
     * @param serviceRevision ECS's ARN of the service revision, where there is one; may ask AWS
     */
    public record Running(
            String cluster,
            String service,
            String taskDefinitionArn,
            Map<String, String> images,
            Map<String, String> known,
            Supplier<Optional<String>> serviceRevision) {}

    /**
     * What came of it.
     *
     * @param digests by container; those that are not known are left out
     * @param problem why that is so, in words; absent where AWS has answered everything
     */
    public record Found(Map<String, String> digests, Optional<String> problem) {}

    private final Running running;
    private final Supplier<EcsApi> ecs;
    private final Poller poller;
    private final Scheduler scheduler;
    private final Consumer<String> log;
    private final BooleanSupplier cancelled;
    private final Consumer<Found> done;
    private final Map<String, String> digests;
    private int failures;

    /** @param done is told once, whatever came of it; not if it was cancelled */
    public DigestLookup(
            Running running,
            Supplier<EcsApi> ecs,
            Poller poller,
            Scheduler scheduler,
            Consumer<String> log,
            BooleanSupplier cancelled,
            Consumer<Found> done) {
        this.running = running;
        this.ecs = ecs;
        this.poller = poller;
        this.scheduler = scheduler;
        this.log = log;
        this.cancelled = cancelled;
        this.done = done;
        this.digests = new LinkedHashMap<>(RunningImages.digestsIn(running.images()));
        note(running.known());
    }

    /** Begins. Returns soon. */
    public void start() {
        attempt(this::begin);
    }

    private Optional<Found> begin() {
        if (isComplete()) {
            return found();
        }
        Optional<String> revision = running.serviceRevision().get();
        if (revision.isEmpty()) {
            return lookAtTasks();
        }
        poller.poll(this, new RevisionQuestion(revision.get()));
        return Optional.empty();
    }

    @Override
    public EcsApi ecs() {
        return ecs.get();
    }

    @Override
    public boolean isOver() {
        return cancelled.getAsBoolean();
    }

    @Override
    public List<PollRequest> answered(Question question, Answer answer) {
        if (answer instanceof RevisionQuestion.NotTold not) {
            return failed(question, not.why());
        }
        ((RevisionQuestion.Found) answer)
                .revision()
                // After a rollback the last deployment was to bring another one.
                .filter(revision -> running.taskDefinitionArn().equals(revision.taskDefinition()))
                .map(RevisionQuestion::digests)
                .ifPresent(this::note);
        attempt(() -> isComplete() ? found() : lookAtTasks());
        return List.of();
    }

    @Override
    public List<PollRequest> failed(Question question, RuntimeException e) {
        if (AwsFailure.isTransient(e) && ++failures < ATTEMPTS) {
            return List.of(new PollRequest(question, Backoff.afterFailures(failures)));
        }
        attempt(() -> {
            if (!AwsFailure.isUnavailable(e)) {
                throw e;
            }
            return lookAtTasks();
        });
        return List.of();
    }

    private Optional<Found> lookAtTasks() {
        note(TaskDigests.read(ecs.get(), running.cluster(), running.service(), running.taskDefinitionArn(), log));
        return found();
    }

    private void note(Map<String, String> found) {
        running.images().keySet().stream()
                .filter(found::containsKey)
                .forEach(container -> digests.put(container, found.get(container)));
    }

    private boolean isComplete() {
        return digests.keySet().containsAll(running.images().keySet());
    }

    private Optional<Found> found() {
        return Optional.of(new Found(digests, Optional.empty()));
    }

    /** Does a piece of the work; one that comes to the end of it has a result. */
    private void attempt(Supplier<Optional<Found>> work) {
        if (!cancelled.getAsBoolean()) {
            tried(work).ifPresent(done);
        }
    }

    private Optional<Found> tried(Supplier<Optional<Found>> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e) && ++failures < ATTEMPTS) {
                scheduler.schedule(() -> attempt(work), Backoff.afterFailures(failures));
                return Optional.empty();
            }
            return Optional.of(new Found(digests, Optional.of(AwsFailure.text(e))));
        } catch (RuntimeException e) {
            // A task that throws is dropped by its pool, and whoever waits would wait for ever.
            return Optional.of(new Found(digests, Optional.of(String.valueOf(e.getMessage()))));
        }
    }
}
