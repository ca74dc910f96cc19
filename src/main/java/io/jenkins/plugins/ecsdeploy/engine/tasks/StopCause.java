package io.jenkins.plugins.ecsdeploy.engine.tasks;

/** Why tasks are stopped before they have ended. */
public enum StopCause {
    ABORT("the build was aborted"),
    TIMEOUT("its time was over");

    private final String words;

    StopCause(String words) {
        this.words = words;
    }

    /** For the reason that ECS keeps with the task. */
    String inWords() {
        return words;
    }
}
