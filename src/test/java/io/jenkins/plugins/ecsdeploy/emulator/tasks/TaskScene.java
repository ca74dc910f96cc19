package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one task of RunTask behaves. Durations are on the emulator's clock. Immutable. */
public final class TaskScene {
    /** How a container ends that does not end with the others: that long after the start of the task. */
    record EarlyEnd(Duration after, int exitCode) {}

    /** From RunTask to RUNNING. */
    Duration startup = Duration.ofSeconds(15);
    /** From RUNNING to the end of the containers; null: it runs until it is stopped. */
    Duration runs = Duration.ofSeconds(30);
    /** From the end of the containers to STOPPED, in which Fargate takes its network interface away. */
    Duration cleanup = Duration.ofSeconds(12);
    /** From RunTask to when DescribeTasks knows the task: ECS is eventually consistent. */
    Duration hidden = Duration.ZERO;
    /** From StopTask to the end of the containers, which are sent SIGTERM. */
    Duration stopTakes = Duration.ofSeconds(5);

    int exitCode;
    int stopExitCode = 143;
    String containerReason;
    String stopCode = "EssentialContainerExited";
    String stoppedReason = "Essential container in task exited";
    boolean starts = true;
    /** Of single containers, where they differ from what follows from the rest. */
    Map<String, Integer> exitCodes = Map.of();

    Map<String, EarlyEnd> earlyEnds = Map.of();
    /** By container; the empty name is the one that decides. */
    Map<String, List<String>> lines = Map.of();
    /** Between two lines; null: spread over the run, so that the last one is written at the end. */
    Duration lineEvery;
    /** From when a line is written to when CloudWatch Logs shows it. */
    Duration logDelay = Duration.ofSeconds(2);

    private TaskScene() {}

    private TaskScene(TaskScene other) {
        startup = other.startup;
        runs = other.runs;
        cleanup = other.cleanup;
        hidden = other.hidden;
        stopTakes = other.stopTakes;
        exitCode = other.exitCode;
        stopExitCode = other.stopExitCode;
        containerReason = other.containerReason;
        stopCode = other.stopCode;
        stoppedReason = other.stoppedReason;
        starts = other.starts;
        exitCodes = other.exitCodes;
        earlyEnds = other.earlyEnds;
        lines = other.lines;
        lineEvery = other.lineEvery;
        logDelay = other.logDelay;
    }

    /** Runs for 30 seconds, writes nothing, and exits with 0. */
    public static TaskScene succeeds() {
        return new TaskScene();
    }

    /** Its essential container exits with that code. */
    public static TaskScene exits(int code) {
        TaskScene scene = new TaskScene();
        scene.exitCode = code;
        return scene;
    }

    /** Runs until somebody stops it. */
    public static TaskScene never() {
        TaskScene scene = new TaskScene();
        scene.runs = null;
        return scene;
    }

    /** It is accepted, and stops before any container has run. */
    public static TaskScene failsToStart(String reason) {
        TaskScene scene = new TaskScene();
        scene.starts = false;
        scene.stopCode = "TaskFailedToStart";
        scene.stoppedReason = reason;
        return scene;
    }

    /** Somebody or something else stops it at the end of its run: {@code SpotInterruption}, {@code UserInitiated} … */
    public static TaskScene stoppedBy(String stopCode, String reason, int exitCode) {
        TaskScene scene = exits(exitCode);
        scene.stopCode = stopCode;
        scene.stoppedReason = reason;
        return scene;
    }

    public TaskScene running(Duration time) {
        TaskScene scene = new TaskScene(this);
        scene.runs = time;
        return scene;
    }

    public TaskScene startingAfter(Duration time) {
        TaskScene scene = new TaskScene(this);
        scene.startup = time;
        return scene;
    }

    public TaskScene cleanedUpAfter(Duration time) {
        TaskScene scene = new TaskScene(this);
        scene.cleanup = time;
        return scene;
    }

    /** DescribeTasks does not know it at first. */
    public TaskScene hiddenFor(Duration time) {
        TaskScene scene = new TaskScene(this);
        scene.hidden = time;
        return scene;
    }

    /** How its essential container answers SIGTERM. */
    public TaskScene stopping(Duration takes, int code) {
        TaskScene scene = new TaskScene(this);
        scene.stopTakes = takes;
        scene.stopExitCode = code;
        return scene;
    }

    /** The reason that ECS shows with the container, such as that it ran out of memory. */
    public TaskScene containerReason(String reason) {
        TaskScene scene = new TaskScene(this);
        scene.containerReason = reason;
        return scene;
    }

    /** How another container ends, when the task does. */
    public TaskScene exit(String container, int code) {
        TaskScene scene = new TaskScene(this);
        scene.exitCodes = new LinkedHashMap<>(exitCodes);
        scene.exitCodes.put(container, code);
        return scene;
    }

    /** A container that is not essential ends that long after the start of the task, and the others go on. */
    public TaskScene endsEarly(String container, Duration after, int code) {
        TaskScene scene = new TaskScene(this);
        scene.earlyEnds = new LinkedHashMap<>(earlyEnds);
        scene.earlyEnds.put(container, new EarlyEnd(after, code));
        return scene;
    }

    /** What the container that decides writes, spread over its run: the last line at its end. */
    public TaskScene logging(String... logLines) {
        return containerLogging("", logLines);
    }

    /** The same for a container by name. */
    public TaskScene containerLogging(String container, String... logLines) {
        TaskScene scene = new TaskScene(this);
        scene.lines = new LinkedHashMap<>(lines);
        scene.lines.put(container, List.of(logLines));
        return scene;
    }

    /** The time between two lines, for a task that has no end of its own. */
    public TaskScene lineEvery(Duration time) {
        TaskScene scene = new TaskScene(this);
        scene.lineEvery = time;
        return scene;
    }

    /** CloudWatch Logs shows each line that much later. */
    public TaskScene logsLate(Duration time) {
        TaskScene scene = new TaskScene(this);
        scene.logDelay = time;
        return scene;
    }
}
