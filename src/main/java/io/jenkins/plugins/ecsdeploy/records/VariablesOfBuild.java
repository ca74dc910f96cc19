package io.jenkins.plugins.ecsdeploy.records;

import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What one step exported or imported, in plain values that live as long as the build. */
public final class VariablesOfBuild {
    private static final int SHOWN_AT_ONCE = 10;

    private final String file;
    private final String job;
    private final int number;
    private String displayName;
    private LinkedHashMap<String, String> variables;

    private VariablesOfBuild(String file, String job, int number, String displayName, Map<String, String> variables) {
        this.file = file;
        this.job = job;
        this.number = number;
        this.displayName = displayName;
        this.variables = new LinkedHashMap<>(variables);
    }

    /** Fills in what another version did not write. */
    private Object readResolve() {
        displayName = displayName == null ? "#" + number : displayName;
        variables = variables == null ? new LinkedHashMap<>() : variables;
        variables.values().removeIf(Objects::isNull);
        return this;
    }

    /** @param file the path of the artifact that they were exported to */
    public static VariablesOfBuild exported(String file, Map<String, String> variables) {
        return new VariablesOfBuild(file, null, 0, null, variables);
    }

    /** @param job the full name of the job of the build that they were imported from */
    public static VariablesOfBuild imported(String job, int number, String displayName, Map<String, String> variables) {
        return new VariablesOfBuild(null, job, number, displayName, variables);
    }

    /**
     * A file that was read as it is, without being taken for variables.
     *
     * @param file the path of the artifact there
     * @param job the full name of the job whose build has it
     */
    public static VariablesOfBuild read(String file, String job, int number, String displayName) {
        return new VariablesOfBuild(file, job, number, displayName, Map.of());
    }

    /** Whether the other is about the same file of this build, or the same import: then it is kept no longer. */
    boolean replaces(VariablesOfBuild other) {
        boolean sameFile = Objects.equals(file, other.file);
        return isImported()
                ? sameFile && job.equals(other.job) && number == other.number && variables.equals(other.variables)
                : sameFile && !other.isImported();
    }

    /** Whether it is known where they come from or went to. */
    boolean isWhole() {
        return file != null || job != null;
    }

    public boolean isImported() {
        return job != null;
    }

    /** Where they were exported to, or the file that was read of the other build; null if variables were imported. */
    public String getFile() {
        return file;
    }

    /** The full name of the job that they come from; null if they were exported. */
    public String getJob() {
        return job;
    }

    public int getNumber() {
        return number;
    }

    /** The name that the build which they come from had at the time. */
    public String getDisplayName() {
        return displayName;
    }

    /** Names and values, in the order of the files. */
    public Map<String, String> getVariables() {
        return Collections.unmodifiableMap(variables);
    }

    /** The build that they come from, for a page. */
    public String getOrigin() {
        String origin = job + " #" + number;
        // The name that Jenkins itself gives a build repeats its number.
        return Shown.text(("#" + number).equals(displayName) ? origin : origin + " " + displayName);
    }

    /** How much there is to keep of names and values, in UTF-8. */
    int bytes() {
        return variables.entrySet().stream()
                .mapToInt(variable -> utf8(variable.getKey()) + utf8(variable.getValue()))
                .sum();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Names and values for a page: short, on one line each, and with nothing in them that hides something. */
    public Map<String, String> getShown() {
        Map<String, String> shown = new LinkedHashMap<>();
        variables.forEach((name, value) -> shown.put(Shown.text(name), Shown.text(value.replace("\n", " ↵ "))));
        return shown;
    }

    /** More than a page should show at once. */
    public boolean isMany() {
        return variables.size() > SHOWN_AT_ONCE;
    }
}
