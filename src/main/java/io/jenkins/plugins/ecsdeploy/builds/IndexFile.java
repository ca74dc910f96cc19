package io.jenkins.plugins.ecsdeploy.builds;

import hudson.util.AtomicFileWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The index of a job on disk, a file among its builds. Its name is no number, so Jenkins does not take it for a build,
 * and it is renamed, moved and deleted along with them; a copied job does not get it.
 *
 * <p>One line for each build, with tabs between the fields. The last line has their number, so that a file that was cut
 * off is not taken for a whole one.
 */
final class IndexFile {
    static final String NAME = "ecs-deploy-successful-builds.txt";
    private static final String FORMAT = "successful builds, format 1";

    private IndexFile() {}

    static File of(File buildDir) {
        return new File(buildDir, NAME);
    }

    /** @throws IOException if there is none, or it is not whole */
    static Snapshot read(File file) throws IOException {
        List<String> lines = Files.readAllLines(file.toPath(), StandardCharsets.UTF_8);
        try {
            if (lines.isEmpty()) {
                throw new IOException(file + " is empty");
            }
            String[] head = lines.get(0).split("\t");
            int count = Integer.parseInt(lines.get(lines.size() - 1));
            if (!head[0].equals(FORMAT) || count != lines.size() - 2) {
                throw new IOException(file + " is not whole");
            }
            List<BuildEntry> entries = new ArrayList<>();
            for (String line : lines.subList(1, lines.size() - 1)) {
                entries.add(entry(line));
            }
            entries.sort((one, other) -> Integer.compare(other.number(), one.number()));
            return new Snapshot(entries, Integer.parseInt(head[1]), Integer.parseInt(head[2]));
        } catch (RuntimeException e) {
            throw new IOException(file + " cannot be read: " + e, e);
        }
    }

    static void write(File file, Snapshot snapshot) throws IOException {
        try (AtomicFileWriter out = new AtomicFileWriter(file.toPath(), StandardCharsets.UTF_8)) {
            try {
                out.write(FORMAT + "\t" + snapshot.settled() + "\t" + snapshot.lowest() + "\n");
                for (BuildEntry entry : snapshot.entries()) {
                    out.write(line(entry) + "\n");
                }
                out.write(snapshot.entries().size() + "\n");
                out.commit();
            } finally {
                out.abort();
            }
        }
    }

    private static String line(BuildEntry entry) {
        StringBuilder line = new StringBuilder()
                .append(entry.number())
                .append('\t')
                .append(entry.timestampMillis())
                .append('\t')
                .append(entry.result())
                .append('\t')
                .append(entry.kept())
                .append('\t')
                .append(escaped(entry.displayName()));
        entry.variables()
                .forEach((name, value) ->
                        line.append('\t').append(escaped(name)).append('\t').append(escaped(value)));
        return line.toString();
    }

    private static BuildEntry entry(String line) {
        String[] fields = line.split("\t", -1);
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 5; i < fields.length; i += 2) {
            variables.put(unescaped(fields[i]), unescaped(fields[i + 1]));
        }
        return new BuildEntry(
                Integer.parseInt(fields[0]),
                unescaped(fields[4]),
                Long.parseLong(fields[1]),
                fields[2],
                Boolean.parseBoolean(fields[3]),
                variables);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escape = text.charAt(++i);
            plain.append(
                    switch (escape) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        default -> escape;
                    });
        }
        return plain.toString();
    }
}
