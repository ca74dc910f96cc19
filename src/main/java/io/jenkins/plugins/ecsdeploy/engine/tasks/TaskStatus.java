package io.jenkins.plugins.ecsdeploy.engine.tasks;

/** What has become of a run. */
public enum TaskStatus {
    IN_PROGRESS,
    /** ECS has accepted the tasks, and nobody waits for their ends. */
    STARTED,
    /** Every container that counts has exited with 0. */
    SUCCESSFUL,
    FAILED,
    /** The tasks were stopped, by an abort or because their time was over. */
    STOPPED,
    /** ECS has started no task. */
    NOT_STARTED,
    /** The tasks go on, or may go on, and nobody looks any more. */
    LEFT,
    /** Nobody can tell whether a task was started. */
    UNKNOWN
}
