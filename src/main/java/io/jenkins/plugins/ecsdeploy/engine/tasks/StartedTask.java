package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/** One task that ECS has accepted, as it was seen last. */
public final class StartedTask implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String STOPPED = "STOPPED";
    private static final int SHORT_ID = 8;

    private String arn;
    private long acceptedMillis;
    private String lastStatus;
    private String stopCode;
    private String stoppedReason;
    private long startedMillis;
    private long stoppedMillis;
    private ArrayList<TaskContainer> containers = new ArrayList<>();
    private boolean seen;
    private boolean forgotten;
    private boolean replaced;
    private boolean stopAsked;

    StartedTask(String arn, List<TaskContainer> planned, Instant accepted) {
        this.arn = arn;
        this.acceptedMillis = accepted.toEpochMilli();
        planned.forEach(container -> containers.add(container.fresh()));
    }

    public String arn() {
        return arn;
    }

    /** The beginning of its id, for people. */
    String shortId() {
        String id = Arns.shortName(arn);
        return id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    Instant accepted() {
        return Instant.ofEpochMilli(acceptedMillis);
    }

    /** As ECS has it, such as {@code RUNNING}; {@code null} before it was seen. */
    public String lastStatus() {
        return lastStatus;
    }

    public String stopCode() {
        return stopCode;
    }

    public String stoppedReason() {
        return stoppedReason;
    }

    /** When its containers began to run; empty if they never did. */
    public Optional<Instant> started() {
        return startedMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(startedMillis));
    }

    public Optional<Instant> stopped() {
        return stoppedMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(stoppedMillis));
    }

    public List<TaskContainer> containers() {
        return List.copyOf(containers);
    }

    /** True when nothing more will happen to it that ECS could tell. */
    boolean isEnded() {
        return forgotten || STOPPED.equals(lastStatus);
    }

    /** True when ECS has shown it at least once. */
    boolean wasSeen() {
        return seen;
    }

    /** ECS does not remember it, so how it ended cannot be known. */
    boolean isForgotten() {
        return forgotten;
    }

    void forget() {
        forgotten = true;
    }

    /** Another task has taken its place, since no container of it could run. */
    boolean isReplaced() {
        return replaced;
    }

    void replace() {
        replaced = true;
    }

    /** Whether it was stopped because this run asked for it. */
    boolean isStopAsked() {
        return stopAsked;
    }

    void stopAsked() {
        stopAsked = true;
    }

    /** Every container whose end decides has ended, whatever the others do. */
    boolean isDecided() {
        return containers.stream().filter(TaskContainer::isCounted).allMatch(TaskContainer::isStopped);
    }

    /** Takes over what ECS shows; answers whether that is news. */
    boolean update(Task shown) {
        boolean news = !seen
                || !Objects.equals(lastStatus, shown.lastStatus())
                || !Objects.equals(stopCode, shown.stopCodeAsString());
        seen = true;
        lastStatus = shown.lastStatus();
        stopCode = shown.stopCodeAsString();
        stoppedReason = shown.stoppedReason();
        startedMillis = shown.startedAt() == null ? 0 : shown.startedAt().toEpochMilli();
        stoppedMillis = shown.stoppedAt() == null ? 0 : shown.stoppedAt().toEpochMilli();
        boolean ended = STOPPED.equals(lastStatus);
        for (TaskContainer container : containers) {
            for (var each : shown.containers()) {
                if (container.name().equals(each.name())) {
                    news |= container.update(each, arn, ended);
                }
            }
        }
        return news;
    }
}
