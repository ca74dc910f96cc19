package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;

/**
 * Finds jobs by name, for those who may read them. What they may not read does not exist for them.
 *
 * <p>A name is that of {@code Jenkins#getItem}: {@code service1} and {@code ../other/service1} from where the asking
 * job is, {@code /team/service1} from the top, or the full name. A branch names a job within a multibranch project.
 */
public final class UpstreamJobs {
    private UpstreamJobs() {}

    /** The names in an argument that may hold several: {@code service1, service2}. */
    public static List<String> names(@CheckForNull String jobs) {
        return Stream.of(Util.fixNull(jobs).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
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
     * For a running build, by the rule of the Copy Artifact plugin. A build that runs as a user reads what the user may
     * read. Most builds run as SYSTEM, which may read everything, so that says nothing: then the job must allow it by its
     * property, or be readable by any signed-in user.
     *
     * @param job a single name, relative to the build's job
     * @throws AbortException if there is none, in the same words as if the build may not read it
     */
    public static Job<?, ?> forBuild(Run<?, ?> by, String job, @CheckForNull String branch) throws AbortException {
        Authentication authentication = BuildAuthentication.of(by);
        if (!ACL.SYSTEM2.equals(authentication)) {
            return as(authentication, by, job, branch);
        }
        Optional<Job<?, ?>> allowed;
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            allowed = JobLookup.find(by.getParent(), job, branch)
                    .job()
                    .filter(found -> CopyPermission.allows(by.getParent(), found));
        }
        return allowed.isPresent() ? allowed.get() : as(BuildAuthentication.ANY_SIGNED_IN, by, job, branch);
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

    private static Job<?, ?> as(Authentication who, Run<?, ?> by, String job, String branch) throws AbortException {
        JobLookup lookup;
        try (ACLContext ignored = ACL.as2(who)) {
            lookup = JobLookup.find(by.getParent(), job, branch);
        }
        if (lookup.job().isPresent()) {
            return lookup.job().get();
        }
        throw new AbortException(lookup.advice()
                .orElse("There is no job '" + JobLookup.inWords(job, branch) + "' that this build may read. "
                        + remedy(who, by)));
    }

    /** Says the same whether the job is missing or not readable: only what is known of the build itself. */
    private static String remedy(Authentication who, Run<?, ?> by) {
        String copier = by.getParent().getFullName();
        if (who != BuildAuthentication.ANY_SIGNED_IN) {
            return "The build runs as '" + who.getName() + "'. If the name is right, give that user the permission"
                    + " Job/Read on the job and on the folders around it";
        }
        return "The build runs as SYSTEM. If the name is right, do one of these: let '" + copier
                + "' run as a user who may read the job (Manage Jenkins, Security, Access Control for Builds); name '/"
                + copier
                + "' under 'Permission to Copy Artifact' in the job's configuration; or give all signed-in users"
                + " the permission Job/Read on the job and on the folders around it";
    }
}
