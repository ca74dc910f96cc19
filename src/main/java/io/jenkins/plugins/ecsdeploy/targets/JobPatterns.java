package io.jenkins.plugins.ecsdeploy.targets;

import hudson.Util;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Patterns of full names of jobs, separated by commas or line ends. {@code *} stands for any letters within one name,
 * {@code ?} for one of them, and {@code **} for any letters with slashes among them: {@code team-a/**} is everything
 * below {@code team-a}, and neither {@code team-ab/x} nor {@code x/team-a/y}. The case of letters counts. A name of a
 * branch cannot hold a slash of its own: Jenkins writes it as {@code %2F}.
 */
final class JobPatterns {
    /** As it was written, and what it means. */
    private record Entry(String text, Pattern pattern) {
        boolean matches(String fullName) {
            return pattern.matcher(fullName).matches();
        }
    }

    private final List<Entry> patterns;

    private JobPatterns(List<Entry> patterns) {
        this.patterns = patterns;
    }

    /** @param text null or blank for none at all, which no job matches */
    static JobPatterns of(String text) {
        return new JobPatterns(
                entries(text).map(entry -> new Entry(entry, pattern(entry))).toList());
    }

    /** The entries of a list that is separated by commas or line ends. */
    static Stream<String> entries(String text) {
        return text == null
                ? Stream.empty()
                : Stream.of(text.split("[,\\r\\n]")).map(String::trim).filter(s -> !s.isEmpty());
    }

    /** The same list in one line, for a form; null for none. */
    static String oneLine(String text) {
        return Util.fixEmpty(entries(text).collect(Collectors.joining(", ")));
    }

    boolean match(String fullName) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(fullName));
    }

    /** Those of the patterns that match none of these names, as they were written. */
    List<String> without(Collection<String> fullNames) {
        return patterns.stream()
                .filter(pattern -> fullNames.stream().noneMatch(pattern::matches))
                .map(Entry::text)
                .toList();
    }

    /** A slash at the beginning is taken for the root, as in names of jobs elsewhere. */
    private static Pattern pattern(String glob) {
        String relative = glob.startsWith("/") ? glob.substring(1) : glob;
        return Pattern.compile(
                Pattern.compile("\\*\\*|\\*|\\?|[^*?]+")
                        .matcher(relative)
                        .results()
                        .map(part -> regex(part.group()))
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    private static String regex(String part) {
        return switch (part) {
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> Pattern.quote(part);
        };
    }
}
