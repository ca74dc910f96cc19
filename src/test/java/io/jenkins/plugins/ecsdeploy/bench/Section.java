package io.jenkins.plugins.ecsdeploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of the page of benchmarks that one command writes. It leaves those of the others alone. */
public final class Section {
    private Section() {}

    /**
     * Writes the part anew, at its place or at the end.
     *
     * @param command which writes it: {@code ./dev bench}, say
     */
    public static void write(Path page, String command, String text) throws IOException {
        String begin = "<!-- " + command + " -->\n";
        String end = "<!-- end of " + command + " -->\n";
        String before = Files.exists(page) ? Files.readString(page) : "# Benchmarks\n";
        int from = before.indexOf(begin);
        int to = before.indexOf(end);
        String part = begin + text.strip() + "\n" + end;
        Files.writeString(
                page,
                from >= 0 && to > from
                        ? before.substring(0, from) + part + before.substring(to + end.length())
                        : before.stripTrailing() + "\n\n" + part);
    }
}
