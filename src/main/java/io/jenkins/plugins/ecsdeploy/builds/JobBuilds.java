package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.RunMap;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.lazy.LazyBuildMixIn;

/** Which builds a job has, and which of them are worth loading. */
public final class JobBuilds {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Job<?, ?> job;
    private final RunMap<?> runs;

    public JobBuilds(Job<?, ?> job) {
        this.job = job;
        this.runs = job instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy
                ? lazy.getLazyBuildMixIn().getRunMap()
                : null;
    }

    /** Whether a job has a build of that number; from memory where the kind of job allows it. */
    public static boolean exists(Job<?, ?> job, int number) {
        return new JobBuilds(job).exists(number);
    }

    /** Changes when the job is read from disk again. */
    Object identity() {
        return runs == null ? job : runs;
    }

    /** Whether there is such a build; from memory. Job types that do not load lazily have them all in memory. */
    boolean exists(int number) {
        return runs == null ? job.getBuildByNumber(number) != null : runs.runExists(number);
    }

    /** The numbers of all builds on disk, newest first. Takes a look into the folder. */
    public int[] numbers() {
        String[] names = job.getBuildDir().list();
        return names == null
                ? new int[0]
                : Stream.of(names)
                        .filter(name -> NUMBER.matcher(name).matches())
                        .mapToInt(name -> -Integer.parseInt(name))
                        .sorted()
                        .map(number -> -number)
                        .toArray();
    }

    /** The lowest number of a build that still runs. */
    OptionalInt lowestRunning() {
        Stream<? extends Run<?, ?>> loaded = runs == null ? Stream.empty() : runs.getLoadedBuilds().values().stream();
        return loaded.filter(Run::isLogUpdated).mapToInt(Run::getNumber).min();
    }

    /** Loads a build. Empty if there is none. */
    public Optional<Run<?, ?>> load(int number) {
        return Optional.ofNullable(job.getBuildByNumber(number));
    }

    /** When the record of a build was last changed, in milliseconds; 0 if there is none. */
    long changed(int number) {
        return record(number).toFile().lastModified();
    }

    /**
     * The builds that Jenkins itself knows to be the last good ones, from the file in which it keeps them. Asking it
     * for them might look through all builds.
     */
    int[] permalinks() {
        try (Stream<String> lines = Files.lines(job.getBuildDir().toPath().resolve("permalinks"))) {
            return lines.map(line -> line.split(" "))
                    .filter(words -> words.length == 2
                            && Arrays.asList("lastStableBuild", "lastSuccessfulBuild")
                                    .contains(words[0])
                            && NUMBER.matcher(words[1]).matches())
                    .mapToInt(words -> Integer.parseInt(words[1]))
                    .toArray();
        } catch (IOException | RuntimeException e) {
            return new int[0];
        }
    }

    /**
     * Whether a build is worth loading. Its record says so, and to read a file takes a fraction of the time and leaves
     * nothing in memory.
     */
    boolean mayBeSuccessful(int number) {
        return says(number, ">SUCCESS</result>", ">UNSTABLE</result>");
    }

    /** Whether the record of a build has one of these texts, which are ASCII. */
    public boolean says(int number, String... texts) {
        try {
            // Any encoding that has ASCII will do.
            String record = Files.readString(record(number), StandardCharsets.ISO_8859_1);
            return Stream.of(texts).anyMatch(record::contains);
        } catch (IOException e) {
            return false;
        }
    }

    private Path record(int number) {
        return new File(job.getBuildDir(), number + "/build.xml").toPath();
    }
}
