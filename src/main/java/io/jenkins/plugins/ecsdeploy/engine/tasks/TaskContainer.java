package io.jenkins.plugins.ecsdeploy.engine.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.logs.LogPlace;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Container;

/** One container of one task: whether its end decides, how it ended, and where its log is. */
public final class TaskContainer implements Serializable {
    private static final long serialVersionUID = 1L;

    private String name;
    private boolean counted;
    private String logDriver;
    private String logRegion;
    private String logGroup;
    private String logPrefix;
    private boolean stopped;
    private Integer exitCode;
    private String reason;
    private LogPosition log;

    /** @param counted whether its end decides on the task's */
    TaskContainer(JsonNode definition, boolean counted, String region) {
        LogPlace place = LogPlace.of(definition, region);
        this.name = definition.path("name").asText();
        this.counted = counted;
        this.logDriver = place.driver();
        this.logRegion = place.region();
        this.logGroup = place.group();
        this.logPrefix = place.streamPrefix();
    }

    private TaskContainer(TaskContainer planned) {
        this.name = planned.name;
        this.counted = planned.counted;
        this.logDriver = planned.logDriver;
        this.logRegion = planned.logRegion;
        this.logGroup = planned.logGroup;
        this.logPrefix = planned.logPrefix;
    }

    /** The same container of a task that has not run yet. */
    TaskContainer fresh() {
        return new TaskContainer(this);
    }

    public String name() {
        return name;
    }

    /** Whether its end decides on the task's. */
    boolean isCounted() {
        return counted;
    }

    boolean isStopped() {
        return stopped;
    }

    /** {@code null} while it runs, and if it never ran or ECS does not know. */
    public Integer exitCode() {
        return exitCode;
    }

    /** What ECS says of its end beside the code, or {@code null}. */
    String reason() {
        return reason;
    }

    LogPlace place() {
        return new LogPlace(logDriver, logRegion, logGroup, logPrefix);
    }

    /** How far its log has been shown; nothing while it has none, or if it cannot be read. */
    public Optional<LogPosition> log() {
        return Optional.ofNullable(log);
    }

    public String logRegion() {
        return logRegion;
    }

    public String logGroup() {
        return logGroup;
    }

    /** Takes over what ECS shows; answers whether that is news. */
    boolean update(Container shown, String taskArn, boolean taskStopped) {
        boolean wasStopped = stopped;
        stopped = stopped || taskStopped || "STOPPED".equals(shown.lastStatus());
        boolean news = stopped != wasStopped
                || !Objects.equals(exitCode, shown.exitCode())
                || !Objects.equals(reason, shown.reason());
        exitCode = shown.exitCode();
        reason = shown.reason();
        if (log == null && hasRun(shown) && place().unreadable().isEmpty()) {
            log = new LogPosition(place().stream(name, taskArn, shown.runtimeId()));
            news = true;
        }
        return news;
    }

    /** One that ECS could not start has an id at its runtime all the same, and may have written why. */
    private static boolean hasRun(Container shown) {
        return shown.runtimeId() != null || shown.exitCode() != null || "RUNNING".equals(shown.lastStatus());
    }
}
