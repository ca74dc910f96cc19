package io.jenkins.plugins.ecsdeploy.engine.tasks;

/**
 * What ECS keeps with a task of who has started it. A run is found again by it, so it is that of no other; people read it in
 * the console, so it says whose run that is.
 */
final class StartedBy {
    /** RunTask, {@code startedBy}: up to 128 letters, digits, hyphens, slashes and underscores. */
    private static final int LONGEST = 128;

    private StartedBy() {}

    /** @param id of the run, of letters and digits */
    static String of(String who, String id) {
        String readable = who.replaceAll("[^A-Za-z0-9/_-]+", "-");
        int room = LONGEST - id.length() - 1;
        // Of a long name, the end tells more: the job and the build.
        String end = readable.substring(Math.max(0, readable.length() - room));
        return end.isEmpty() ? id : end + "/" + id;
    }
}
