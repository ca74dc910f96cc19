package io.jenkins.plugins.ecsdeploy.engine.promotion;

/** What a promotion needs of the program around it. */
public interface TagHost {
    /** One line for people. */
    void log(String line);

    /**
     * Writes the state down, so that it is there after a crash from now on. What throws ends the promotion before anything
     * else is changed.
     */
    void remember(TagState state);
}
