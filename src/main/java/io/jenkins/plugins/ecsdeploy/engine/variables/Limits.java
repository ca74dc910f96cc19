package io.jenkins.plugins.ecsdeploy.engine.variables;

/** How much is read and written. Far more than images need, and little enough for a controller's memory. */
public final class Limits {
    /** The largest file, in bytes. */
    public static final int FILE_BYTES = 64 * 1024;

    /** Files of one import. */
    public static final int FILES = 200;

    /** Different names of one import. */
    public static final int NAMES = 1_000;

    /** Names and values of all variables that are kept with one build, in bytes. */
    public static final int BUILD_BYTES = 256 * 1024;

    private Limits() {}
}
