package io.jenkins.plugins.ecsdeploy.engine.logs;

/** Lines that containers have written, as they are shown to people. */
public final class LogText {
    private LogText() {}

    /** Escape sequences of a container must not reach the terminal or the page of who reads the log. */
    public static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}\\[[0-9;]*m", "").replace('\t', ' ').replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** The first characters; where some are left out, it ends in "…". */
    public static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
