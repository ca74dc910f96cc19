package io.jenkins.plugins.ecsdeploy.engine.tasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.RetryLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/**
 * Has ECS start the tasks that are missing, and none twice: each call is in the record before it is made, with a token of its
 * own, and is settled before another is. A call whose answer was lost is repeated with its token while ECS remembers that;
 * later the tasks are looked for. If neither can tell, nothing is started.
 */
final class TaskStart {
    /** ECS is eventually consistent: what was started may not be found at once. */
    private static final Duration VISIBLE = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final TaskContext run;
    private final TaskRecord record;
    /** Whether the record's call may have been made before. */
    private boolean doubtful;

    private Instant lackingSince;
    private int lacking;
    private String said;

    TaskStart(TaskContext run) {
        this.run = run;
        this.record = run.record();
        this.doubtful = record.call() != null;
    }

    /**
     * Calls RunTask. What comes of it is in the record.
     *
     * @param request all of it but token and count
     * @return the pause before it is to be called again; nothing when nothing more can be started
     */
    Optional<Duration> call(ObjectNode request) {
        if (record.call() != null && !record.call().isRepeatable(run.now())) {
            return settle("");
        }
        if (record.call() == null) {
            record.begin(run.now());
            run.rememberBefore(record::beginNot);
            doubtful = false;
        }
        RunTaskResponse answer;
        try {
            answer = run.ecs()
                    .tasks()
                    .run(request.deepCopy()
                            .put("count", record.call().count())
                            .put("clientToken", record.call().token()));
        } catch (ConflictException e) {
            // The service has been changed meanwhile, and with it the request; the token stands for the first.
            return conflict(e);
        } catch (SdkException e) {
            return refused(e);
        }
        answer.tasks().forEach(task -> record.started(task.taskArn(), run.now()));
        return answered(answer.failures());
    }

    private Optional<Duration> conflict(ConflictException e) {
        e.resourceIds().forEach(arn -> record.started(arn, run.now()));
        return e.resourceIds().isEmpty() ? settle(AwsFailure.text(e)) : answered(List.of());
    }

    private Optional<Duration> refused(SdkException e) {
        if (AwsFailure.isThrottling(e)) {
            throw e;
        }
        if (AwsFailure.isTransient(e)) {
            doubtful = true;
            throw e;
        }
        if (doubtful) {
            // This call was refused; an earlier one may have been carried out.
            return settle(AwsFailure.explained(e));
        }
        String words = AwsFailure.explain("RunTask of " + what(), e).getMessage();
        record.answered();
        return Capacity.isLacking(AwsFailure.text(e).replaceFirst("^\\w+: ", ""))
                ? lacking(AwsFailure.text(e))
                : giveUp(words);
    }

    /** The answer is known: what it started is in the record, and these could not be. */
    private Optional<Duration> answered(List<Failure> failures) {
        doubtful = false;
        record.answered();
        if (record.missing() <= 0) {
            run.remember();
            return Optional.empty();
        }
        String reasons = inWords(failures);
        boolean passes = failures.stream().anyMatch(failure -> Capacity.isLacking(failure.reason()));
        return passes
                ? lacking(reasons)
                : giveUp("ECS did not start " + missing() + ": " + reasons
                        + StopWords.remedy(
                                        failures.isEmpty()
                                                ? null
                                                : failures.get(0).reason())
                                .map(remedy -> ". " + remedy)
                                .orElse(""));
    }

    /**
     * There is no room for a task now.
     *
     * @return the pause before it is to be tried again
     */
    Optional<Duration> lacking(String reason) {
        lacking++;
        lackingSince = lackingSince == null ? run.now() : lackingSince;
        // Without a time of its own, a run does not wait for ever for what may never come.
        if (run.request().timeout().isEmpty()
                && lackingSince.plus(RetryLimit.LIMIT).isBefore(run.now())) {
            return giveUp(noRoom(reason, RetryLimit.LIMIT));
        }
        if (!reason.equals(said)) {
            said = reason;
            run.log("  There is no room for " + missing() + " now: " + reason + ". It is tried again");
        }
        run.remember();
        return Optional.of(Backoff.afterFailures(lacking));
    }

    private String noRoom(String reason, Duration time) {
        return "ECS had no room for " + missing() + " within " + time.toMinutes() + " minutes: " + reason
                + StopWords.remedy(reason).map(remedy -> ". " + remedy).orElse("");
    }

    /** Nothing was started in time, and nothing is to be stopped. */
    void timeIsOver() {
        Duration time = run.request().timeout().orElseThrow();
        giveUp(
                said == null
                        ? "No task was started within " + time.toMinutes() + " minutes (timeoutMinutes)"
                        : noRoom(said, time));
    }

    /** What came of the call cannot be known by its token; its tasks are looked for. */
    private Optional<Duration> settle(String refusal) {
        if (isStillLooking()) {
            return Optional.of(LOOK_AGAIN);
        }
        if (hasFound()) {
            run.log("  The answer to RunTask was lost; found what it has started");
            record.answered();
            doubtful = false;
            return record.missing() > 0
                    ? giveUp(missing() + " cannot be found: ECS may not have started it, or may have forgotten it")
                    : Optional.of(Duration.ZERO);
        }
        if (record.call().isRepeatable(run.now()) && !refusal.isEmpty()) {
            // Within the hour, a task that was started is found, even if it has stopped.
            record.answered();
            return giveUp("RunTask of " + what() + " failed: " + refusal);
        }
        record.notStarted(
                LostTasks.unknown(record) + (refusal.isEmpty() ? "" : ", and asked again ECS says: " + refusal) + ". "
                        + LostTasks.remedy(record));
        run.remember();
        return Optional.empty();
    }

    /**
     * What the call may have started, for it is to be stopped.
     *
     * @return the pause before it is to be looked for again; nothing when that is settled
     */
    Optional<Duration> findWhatToStop() {
        if (isStillLooking()) {
            return Optional.of(LOOK_AGAIN);
        }
        if (hasFound() || record.call().isRepeatable(run.now())) {
            record.answered();
        } else {
            record.notStarted(LostTasks.unknown(record) + ". " + LostTasks.remedy(record));
        }
        run.remember();
        return Optional.empty();
    }

    /** Takes over what is found; true while more may come to light. */
    private boolean isStillLooking() {
        List<String> found = LostTasks.find(run.ecs(), record);
        found.forEach(arn -> record.started(arn, run.now()));
        return record.missing() > 0 && record.call().asked().plus(VISIBLE).isAfter(run.now());
    }

    /** Whether at least one task of the call is known. */
    private boolean hasFound() {
        return record.missing() < record.call().count();
    }

    private Optional<Duration> giveUp(String why) {
        record.notStarted(why);
        run.remember();
        return Optional.empty();
    }

    private String what() {
        return Arns.shortName(record.taskDefinitionArn()) + " in cluster " + Arns.shortName(record.cluster());
    }

    private String missing() {
        int missing = record.missing();
        return record.count() == 1 ? "the task" : missing + " of " + record.count() + " tasks";
    }

    /** There is one for each container instance that was looked at. */
    private static String inWords(List<Failure> failures) {
        Map<String, Long> byReason = failures.stream()
                .map(failure ->
                        failure.detail() == null ? failure.reason() : failure.reason() + " (" + failure.detail() + ")")
                .collect(Collectors.groupingBy(reason -> reason, LinkedHashMap::new, Collectors.counting()));
        return byReason.isEmpty()
                ? "it gives no reason"
                : byReason.entrySet().stream()
                        .map(each -> each.getKey() + (each.getValue() > 1 ? " (" + each.getValue() + " times)" : ""))
                        .collect(Collectors.joining(", "));
    }
}
