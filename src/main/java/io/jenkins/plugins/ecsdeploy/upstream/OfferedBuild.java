package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.ecsdeploy.builds.BuildEntry;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One build of a list.
 *
 * @param several whether the list has builds of several jobs
 */
public record OfferedBuild(Job<?, ?> job, BuildEntry entry, boolean several) {
    /** Also what turns the direction of the text around: a name must not rearrange what follows it in its line. */
    private static final Pattern SPACE =
            Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final int NAME_LENGTH = 120;

    /** The number; with several jobs, as Jenkins has it for a build anywhere, {@code <full name>#<number>}. */
    public String getValue() {
        return several ? id() : String.valueOf(entry.number());
    }

    boolean isMeantBy(String value) {
        return value.equals(id()) || !several && value.equals(String.valueOf(entry.number()));
    }

    /** One line for a list: {@code #90 · fix the thing · 2 days ago · SERVICE1_COMMIT=3f2a}. */
    public String getText() {
        String number = "#" + entry.number();
        String name = line(entry.displayName());
        return (several ? job.getFullDisplayName() + " " : "")
                + (name.equals(number) ? number : number + " · " + shortened(name, NAME_LENGTH))
                + " · " + Messages.OfferedBuild_age(Util.getTimeSpanString(age()))
                + (isUnstable() ? " · " + Messages.OfferedBuild_unstable() : "")
                + (entry.kept() ? " · " + Messages.OfferedBuild_kept() : "")
                + (variables().isEmpty() ? "" : " · " + shortened(variables(), BuildEntry.VARIABLES_SHOWN));
    }

    private String id() {
        return job.getFullName() + "#" + entry.number();
    }

    private long age() {
        return Math.max(0, System.currentTimeMillis() - entry.timestampMillis());
    }

    private boolean isUnstable() {
        return !"SUCCESS".equals(entry.result());
    }

    /** Those that say more than number and name do, which a line begins with. */
    private String variables() {
        List<String> known = List.of(String.valueOf(entry.number()), line(entry.displayName()));
        return entry.variables().entrySet().stream()
                .filter(variable -> !known.contains(line(variable.getValue())))
                .map(variable -> variable.getKey() + "=" + line(variable.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String line(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    private static String shortened(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }
}
