package io.jenkins.plugins.ecsdeploy.access;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds jobs by name, for those who may read them. What they may not read does not exist for them.
 *
 * <p>A name is that of {@code Jenkins#getItem}: {@code service1} and {@code ../other/service1} from where the asking
 * job is, {@code /team/service1} from the top, or the full name. A branch names a job within a multibranch project.
 */
public final class ReadableJobs {
    private ReadableJobs() {}

    /** The names in an argument that may hold several: {@code service1, service2}. */
    public static List<String> names(@CheckForNull String jobs) {
        return Stream.of(Util.fixNull(jobs).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The job of that full name, if whoever looks at a page, or calls REST, may read it. Nobody else is to learn its name.
     */
    public static Optional<Job<?, ?>> readable(String fullName) {
        return forPerson(null, "/" + fullName, null);
    }

    /**
     * For a person at a form, REST or a prompt, who is the current authentication.
     *
     * @param context where relative names begin, which may be null
     * @param job a single name
     * @param branch the branch of a multibranch project, else null
     */
    public static Optional<Job<?, ?>> forPerson(@CheckForNull Item context, String job, @CheckForNull String branch) {
        return JobLookup.find(context, job, branch).job();
    }

    /** As {@link #forPerson}, for an argument with several names: those that the person may read. */
    public static List<Job<?, ?>> allForPerson(@CheckForNull Item context, String jobs, @CheckForNull String branch) {
        return names(jobs).stream()
                .flatMap(name -> forPerson(context, name, branch).stream())
                .distinct()
                .<Job<?, ?>>map(job -> job)
                .toList();
    }

    /**
     * For a running build, by the rule of {@link BuildReader}.
     *
     * @param job a single name, relative to the build's job
     * @throws AbortException if there is none, in the same words as if the build may not read it
     */
    public static Job<?, ?> forBuild(Run<?, ?> by, String job, @CheckForNull String branch) throws AbortException {
        BuildReader reader = BuildReader.of(by);
        JobLookup lookup = reader.find(job, branch);
        if (lookup.job().isPresent()) {
            return lookup.job().get();
        }
        throw new AbortException(lookup.advice()
                .orElse("There is no job '" + JobLookup.inWords(job, branch) + "' that this build may read. "
                        + remedy(reader, by)));
    }

    /**
     * The job of that full name, if a running build may read it, by the rule of {@link BuildReader}. Its log is not to name
     * others.
     */
    public static Optional<Job<?, ?>> readableBy(Run<?, ?> build, String fullName) {
        try {
            return build.getParent().getFullName().equals(fullName)
                    ? Optional.of(build.getParent())
                    : BuildReader.of(build).find("/" + fullName, null).job();
        } catch (AbortException e) {
            return Optional.empty();
        }
    }

    /** As {@link #forBuild}, for an argument with several names. Each of them must be there. */
    public static List<Job<?, ?>> allForBuild(Run<?, ?> by, String jobs, @CheckForNull String branch)
            throws AbortException {
        List<Job<?, ?>> found = new ArrayList<>();
        for (String name : names(jobs)) {
            Job<?, ?> job = forBuild(by, name, branch);
            if (!found.contains(job)) {
                found.add(job);
            }
        }
        if (found.isEmpty()) {
            throw new AbortException("job is empty. Name the job whose builds are meant");
        }
        return found;
    }

    /** Says the same whether the job is missing or not readable: only what is known of the build itself. */
    private static String remedy(BuildReader reader, Run<?, ?> by) {
        String copier = by.getParent().getFullName();
        if (!reader.isSystem()) {
            return "The build runs as '" + reader.name() + "'. If the name is right, give that user the permission"
                    + " Job/Read on the job and on the folders around it";
        }
        return "The build runs as SYSTEM. If the name is right, do one of these: let '" + copier
                + "' run as a user who may read the job (Manage Jenkins, Security, Access Control for Builds); name '/"
                + copier
                + "' under 'Permission to Copy Artifact' in the job's configuration; or give all signed-in users"
                + " the permission Job/Read on the job and on the folders around it";
    }
}
