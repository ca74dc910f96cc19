package io.jenkins.plugins.ecsdeploy.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A piece of Groovy, or of YAML, in the documents or in a help text.
 *
 * @param file from the root of the project
 * @param line in which it begins
 */
record Snippet(Path file, long line, String text) {
    private static final Path HELP = Path.of("src", "main", "resources");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```groovy\n(.*?)^```$");
    private static final Pattern ANY_FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern PREFORMATTED = Pattern.compile("(?s)<pre>(.*?)</pre>");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern A_CALL = Pattern.compile("(?s)(" + String.join("|", Calls.NAMES) + ")\\(.*\\)");
    private static final Pattern ARGUMENTS = Pattern.compile("(?s)\\w+:\\s.*");

    /** The fenced blocks of the documents. */
    static Stream<Snippet> blocks() {
        return documents().flatMap(file -> of(file, FENCED, Function.identity()));
    }

    /** Whole calls of steps within sentences and tables of the documents. */
    static Stream<Snippet> inline() {
        // What is fenced is blanked and not removed, so that lines keep their numbers.
        Function<String, String> sentences = text ->
                ANY_FENCED.matcher(text).replaceAll(block -> block.group().replaceAll(".", " "));
        return documents()
                .flatMap(file -> of(file, INLINE, sentences))
                .filter(snippet -> A_CALL.matcher(snippet.text).matches());
    }

    /** What the help of steps, parameters and targets shows as an example. */
    static Stream<Snippet> help() {
        return files(HELP, "help.html").flatMap(file -> of(file, PREFORMATTED, Function.identity()));
    }

    /** What the help of a single field shows: what is to be typed in there. */
    static Stream<Snippet> fields() {
        return files(HELP, "help-.+\\.html").flatMap(file -> of(file, PREFORMATTED, Function.identity()));
    }

    /** The name of the field that the help is of. */
    String field() {
        return file.getFileName().toString().replaceAll("help-(.+)\\.html", "$1");
    }

    /** Whether the help is that of ecsRunTask, whose fields are not those of the other steps. */
    boolean isOfRunTask() {
        return file.toString().contains("EcsRunTaskStep");
    }

    /**
     * As a script.
     *
     * @param call what arguments that stand alone are put behind
     */
    String script(String call) {
        return ARGUMENTS.matcher(text.strip()).matches() ? call + ",\n" + text.strip() + ")" : text;
    }

    boolean isJobDsl() {
        return text.matches("(?s)(folder|pipelineJob)\\('.*");
    }

    /** For the name of a test. */
    @Override
    public String toString() {
        return file + ", line " + line;
    }

    private static Stream<Path> documents() {
        return Stream.concat(
                Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")), files(Path.of("docs"), ".+\\.md"));
    }

    private static Stream<Path> files(Path folder, String name) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().matches(name)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Snippet> of(Path file, Pattern pattern, Function<String, String> prepared) {
        String text;
        try {
            text = prepared.apply(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Snippet> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            MatchResult match = matcher.toMatchResult();
            long line = text.substring(0, match.start(1)).lines().count() + 1;
            found.add(new Snippet(file, line, unescaped(file, match.group(1))));
        }
        return found.stream();
    }

    private static String unescaped(Path file, String text) {
        return file.toString().endsWith(".html")
                ? text.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&")
                : text;
    }
}
