package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.util.List;

/**
 * What happens to the tasks of the deployments that a service starts from now on. A scene says how tasks behave;
 * what becomes of the deployment follows from the service's own configuration (circuit breaker, alarms,
 * percentages), as at ECS. Durations are on the emulator's clock.
 */
public final class Scene {
    /** How the tasks of a deployment end. */
    enum Outcome {
        HEALTHY,
        CRASH,
        OUT_OF_MEMORY,
        IMAGE_MISSING,
        CONTAINER_UNHEALTHY,
        TARGET_UNHEALTHY,
        PENDING
    }

    final Outcome outcome;
    /** From UpdateService to the steady state, when all goes well. */
    final Duration duration;
    /** From the start of a task that fails to its end. */
    final Duration attempt;
    /** From the end of a failed task to its replacement's start; grows when failures go on. */
    final Duration retry;

    final int exitCode;
    /** Failures before tasks turn healthy; no limit if negative. */
    final int failures;
    /** When the alarms go off after the deployment's start, or null. */
    final Duration alarmAfter;

    final List<String> alarms;
    /** How the tasks behave that a rollback starts; null means healthily, in the time that the rollout would take. */
    final Scene rollback;
    /** What the container that decides writes to its log before it ends. */
    final List<String> lines;

    private Scene(
            Outcome outcome,
            Duration duration,
            Duration attempt,
            Duration retry,
            int exitCode,
            int failures,
            Duration alarmAfter,
            List<String> alarms,
            Scene rollback,
            List<String> lines) {
        this.outcome = outcome;
        this.duration = duration;
        this.attempt = attempt;
        this.retry = retry;
        this.exitCode = exitCode;
        this.failures = failures;
        this.alarmAfter = alarmAfter;
        this.alarms = List.copyOf(alarms);
        this.rollback = rollback;
        this.lines = List.copyOf(lines);
    }

    private static Scene of(Outcome outcome, int exitCode) {
        Duration half = Duration.ofSeconds(30);
        return new Scene(outcome, half, half, Duration.ofSeconds(5), exitCode, -1, null, List.of(), null, List.of());
    }

    /** All goes well, in 30 seconds. What a service does if no scene was set. */
    public static Scene healthy() {
        return of(Outcome.HEALTHY, 0);
    }

    /**
     * All goes well: the service is steady exactly that long after the update (later only if percentages demand it).
     */
    public static Scene rollout(Duration duration) {
        return healthy().taking(duration);
    }

    /** Each task's essential container exits with code 1 soon after it started. */
    public static Scene crash() {
        return crash(1);
    }

    /** Each task's essential container exits with that code soon after it started. */
    public static Scene crash(int exitCode) {
        return of(Outcome.CRASH, exitCode);
    }

    /** Each task's essential container is killed for its memory use (exit code 137). */
    public static Scene outOfMemory() {
        return of(Outcome.OUT_OF_MEMORY, 137);
    }

    /** The image cannot be pulled: tasks stop before they run, with CannotPullContainerError. */
    public static Scene imageMissing() {
        return of(Outcome.IMAGE_MISSING, 0);
    }

    /** Tasks run, but their container health check fails, and ECS stops them. */
    public static Scene unhealthyContainer() {
        return of(Outcome.CONTAINER_UNHEALTHY, 137);
    }

    /** Tasks run, but the load balancer's health check fails, and ECS stops them. */
    public static Scene unhealthyTarget() {
        return of(Outcome.TARGET_UNHEALTHY, 143);
    }

    /** Tasks stay PENDING; the deployment never ends by itself. */
    public static Scene never() {
        return of(Outcome.PENDING, 0);
    }

    /**
     * Tasks come up, but CloudWatch alarms go off that long after the update; heeded if the service has alarms on.
     */
    public static Scene alarm(Duration after, String... alarmNames) {
        Scene base = rollout(after.multipliedBy(2));
        return new Scene(
                base.outcome,
                base.duration,
                base.attempt,
                base.retry,
                0,
                -1,
                after,
                List.of(alarmNames),
                null,
                List.of());
    }

    /** From the update to the steady state, if the tasks are (or become) healthy. */
    public Scene taking(Duration time) {
        return new Scene(outcome, time, attempt, retry, exitCode, failures, alarmAfter, alarms, rollback, lines);
    }

    /**
     * The time from the start of a failing task to its end (30 seconds), and from there to the next try (5 seconds).
     */
    public Scene failingAfter(Duration attemptTime, Duration retryAfter) {
        return new Scene(
                outcome, duration, attemptTime, retryAfter, exitCode, failures, alarmAfter, alarms, rollback, lines);
    }

    /** Only that many tasks fail, all later ones are healthy: a deployment that heals itself. */
    public Scene times(int failingTasks) {
        return new Scene(
                outcome, duration, attempt, retry, exitCode, failingTasks, alarmAfter, alarms, rollback, lines);
    }

    /**
     * What the tasks do that a rollback of this deployment starts, for example {@link #crash()}: it fails as well.
     */
    public Scene rollback(Scene scene) {
        return new Scene(outcome, duration, attempt, retry, exitCode, failures, alarmAfter, alarms, scene, lines);
    }

    /** What the container that decides writes to its log (awslogs) in each task: a line a second, before it ends. */
    public Scene logging(String... logLines) {
        return new Scene(
                outcome, duration, attempt, retry, exitCode, failures, alarmAfter, alarms, rollback, List.of(logLines));
    }

    Scene ofRollback() {
        return rollback != null ? rollback : rollout(duration);
    }

    boolean fails(int failedSoFar) {
        return outcome != Outcome.HEALTHY && outcome != Outcome.PENDING && (failures < 0 || failedSoFar < failures);
    }
}
