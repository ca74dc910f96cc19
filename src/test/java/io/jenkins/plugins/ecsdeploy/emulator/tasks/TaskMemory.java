package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All tasks of RunTask of one account, the requests by their tokens, and the scenes that are still to be played. */
public final class TaskMemory {
    /** "Ensuring idempotency": the lower of 24 hours and the lifetime of the resource plus one hour. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration AFTER_THE_END = Duration.ofHours(1);

    /** A request by its token: with what it was made, and what came of it. */
    record Request(ObjectNode parameters, List<OneOffTask> tasks, List<String> failures, Instant at) {
        boolean isValid(Instant now) {
            if (at.plus(LONGEST).isBefore(now)) {
                return false;
            }
            Instant end = at;
            for (OneOffTask task : tasks) {
                if (!task.isStopped(now)) {
                    return true;
                }
                end = task.stoppedAt().isAfter(end) ? task.stoppedAt() : end;
            }
            return !end.plus(AFTER_THE_END).isBefore(now);
        }
    }

    record Refusal(List<String> reasons, int started) {}

    private record Rule(Predicate<String> image, TaskScene scene) {}

    final List<OneOffTask> tasks = new ArrayList<>();
    final Map<String, Request> requests = new HashMap<>();
    final Deque<TaskScene> next = new ArrayDeque<>();
    final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Deque<Rule> rules = new ArrayDeque<>();
    TaskScene byDefault = TaskScene.succeeds();
    /** Lines in one answer of GetLogEvents at most. */
    int pageSize = 10_000;
    /** Whether an empty page comes before each one with lines. */
    boolean emptyPages;
    /** Tokens of pages from before this are not taken any more. */
    int logTokens;

    void image(Predicate<String> image, TaskScene scene) {
        rules.addFirst(new Rule(image, scene));
    }

    TaskScene scene(ObjectNode definition) {
        if (!next.isEmpty()) {
            return next.poll();
        }
        for (Rule rule : rules) {
            for (var container : definition.path("containerDefinitions")) {
                if (rule.image().test(container.path("image").asText())) {
                    return rule.scene();
                }
            }
        }
        return byDefault;
    }

    /** The ARNs that ListTasks answers with; a filter that is null filters nothing. */
    public List<String> listed(
            String clusterArn, String desired, String family, String startedBy, String launchType, Instant now) {
        return known(clusterArn, now).stream()
                .filter(task -> task.desiredStatus(now).equals(desired))
                .filter(task -> family == null || family.equals(Json.text(task.definition, "family")))
                .filter(task -> task.matches("startedBy", startedBy) && task.matches("launchType", launchType))
                .map(task -> task.arn)
                .toList();
    }

    /** The task of that ARN or id that ECS shows. */
    public Optional<OneOffTask> find(String clusterArn, String name, Instant now) {
        return known(clusterArn, now).stream()
                .filter(task -> task.arn.equals(name) || task.id.equals(name))
                .findFirst();
    }

    List<OneOffTask> known(String clusterArn, Instant now) {
        return tasks.stream()
                .filter(task -> task.clusterArn.equals(clusterArn) && task.isKnown(now))
                .toList();
    }
}
