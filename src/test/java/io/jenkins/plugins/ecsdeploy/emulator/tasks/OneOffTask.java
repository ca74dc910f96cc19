package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One task of RunTask: where it stands is a function of the clock, its scene, and of whether it was asked to stop. */
public final class OneOffTask {
    /** DescribeTasks: "Currently, stopped tasks appear in the returned results for at least one hour." */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    final String id;
    final String arn;
    final String clusterArn;
    final ObjectNode request;
    final ObjectNode definition;
    final TaskScene scene;
    final Instant createdAt;
    private Instant stopAsked;
    private String stopReason;

    OneOffTask(
            String id,
            String arn,
            String clusterArn,
            ObjectNode request,
            ObjectNode definition,
            TaskScene scene,
            Instant createdAt) {
        this.id = id;
        this.arn = arn;
        this.clusterArn = clusterArn;
        this.request = request;
        this.definition = definition;
        this.scene = scene;
        this.createdAt = createdAt;
    }

    void stop(String reason, Instant now) {
        if (stopAsked == null && !desiredStatus(now).equals("STOPPED")) {
            stopAsked = now;
            stopReason = reason == null ? "Task stopped by user" : reason;
        }
    }

    /** When its containers run; null if they never do. */
    Instant startedAt() {
        Instant at = createdAt.plus(scene.startup);
        return scene.starts && (stopAsked == null || stopAsked.isAfter(at)) ? at : null;
    }

    boolean isStoppedByUser() {
        Instant own = ownEnd();
        return stopAsked != null && (own == null || stopAsked.isBefore(own));
    }

    private Instant ownEnd() {
        return scene.runs == null ? null : createdAt.plus(scene.startup).plus(scene.runs);
    }

    /** When its containers have ended; null if they never do, or never ran. */
    Instant endedAt() {
        if (startedAt() == null) {
            return null;
        }
        if (!isStoppedByUser()) {
            return ownEnd();
        }
        Instant killed = stopAsked.plus(scene.stopTakes);
        return ownEnd() != null && ownEnd().isBefore(killed) ? ownEnd() : killed;
    }

    Instant stoppedAt() {
        if (startedAt() == null) {
            return stopAsked != null ? stopAsked.plusSeconds(1) : createdAt.plus(scene.startup);
        }
        return endedAt() == null ? null : endedAt().plus(scene.cleanup);
    }

    String desiredStatus(Instant now) {
        boolean ended = endedAt() != null && !endedAt().isAfter(now);
        return stopAsked != null || ended || isStopped(now) ? "STOPPED" : "RUNNING";
    }

    String lastStatus(Instant now) {
        if (isStopped(now)) {
            return "STOPPED";
        }
        Instant started = startedAt();
        if (started == null || started.isAfter(now)) {
            return now.isBefore(createdAt.plus(scene.startup.dividedBy(2))) ? "PROVISIONING" : "PENDING";
        }
        if (endedAt() != null && !endedAt().isAfter(now)) {
            return "DEPROVISIONING";
        }
        return stopAsked != null ? "STOPPING" : "RUNNING";
    }

    boolean isStopped(Instant now) {
        return stoppedAt() != null && !stoppedAt().isAfter(now);
    }

    /** Whether ECS shows it in lists and descriptions. */
    public boolean isKnown(Instant now) {
        boolean forgotten = isStopped(now) && stoppedAt().plus(REMEMBERED).isBefore(now);
        return !now.isBefore(createdAt.plus(scene.hidden)) && !forgotten;
    }

    String stopCode() {
        return isStoppedByUser() ? "UserInitiated" : scene.stopCode;
    }

    String stoppedReason() {
        return isStoppedByUser() ? stopReason : scene.stoppedReason;
    }

    /** The container that decides: the first essential one. */
    String main() {
        for (JsonNode container : definition.path("containerDefinitions")) {
            if (container.path("essential").asBoolean(true)) {
                return container.path("name").asText();
            }
        }
        return definition.path("containerDefinitions").path(0).path("name").asText();
    }

    /** When that container has ended; null if it has not by itself. */
    Instant endOf(String container) {
        TaskScene.EarlyEnd early = scene.earlyEnds.get(container);
        if (early != null && startedAt() != null) {
            Instant at = startedAt().plus(early.after());
            return endedAt() != null && endedAt().isBefore(at) ? endedAt() : at;
        }
        return endedAt();
    }

    /** Null if it never ran. */
    Integer exitCode(String container) {
        if (startedAt() == null) {
            return null;
        }
        TaskScene.EarlyEnd early = scene.earlyEnds.get(container);
        if (early != null
                && (endedAt() == null || startedAt().plus(early.after()).isBefore(endedAt()))) {
            return early.exitCode();
        }
        if (isStoppedByUser()) {
            return scene.stopExitCode;
        }
        if (scene.exitCodes.containsKey(container)) {
            return scene.exitCodes.get(container);
        }
        // The others are stopped with the essential one.
        return container.equals(main()) || scene.exitCode == 0 ? scene.exitCode : 143;
    }

    List<String> lines(String container) {
        List<String> own = scene.lines.get(container);
        return own != null ? own : container.equals(main()) ? scene.lines.getOrDefault("", List.of()) : List.of();
    }

    /** When that line of the container was written; null if the container had ended before. */
    Instant written(String container, int line) {
        Instant started = startedAt();
        Instant end = endOf(container);
        Duration run = scene.runs == null ? Duration.ofMinutes(1) : scene.runs;
        Duration at = scene.lineEvery != null
                ? scene.lineEvery.multipliedBy(line + 1L)
                : run.multipliedBy(line + 1L).dividedBy(lines(container).size());
        Instant moment = started.plus(at);
        return end != null && moment.isAfter(end) ? null : moment;
    }

    boolean matches(String key, String value) {
        return value == null || value.equals(Json.text(request, key));
    }
}
