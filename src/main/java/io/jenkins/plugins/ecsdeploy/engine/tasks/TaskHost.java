package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;

/** What a run of tasks needs of the program around it. */
public interface TaskHost {
    /** ECS as the identity of this run. Asked for at every step, so that credentials may change meanwhile. */
    EcsApi ecs();

    /** Shows a line to the people who wait. */
    void log(String line);

    /**
     * How many lines that begin so have been shown for this run, by an earlier program, too. What was shown after the record
     * was kept last is not shown again.
     *
     * @return -1 if that is not known
     */
    long shown(String prefix);

    /**
     * Keeps the record; when this returns it must outlive the program.
     *
     * @throws RuntimeException if that cannot be done now; it is tried again
     */
    void remember(TaskRecord record);

    /** The run ended well; called once, and then neither this nor {@link #failed} again. */
    void succeeded(TaskRecord record);

    /** The run, or following it, failed; called once, and then neither this nor {@link #succeeded} again. */
    void failed(RuntimeException failure);

    /**
     * True from when the program is about to end. No new piece of work is begun then, and no failure is told: it is most
     * likely an interrupt, and whoever goes on after the restart finds out what is the matter.
     */
    default boolean isStopping() {
        return false;
    }
}
