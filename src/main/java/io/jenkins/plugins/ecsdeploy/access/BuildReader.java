package io.jenkins.plugins.ecsdeploy.access;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.ecsdeploy.runtime.PipelineAuthentication;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * As whom a build reads other jobs. Whoever looks at another job for a build asks here, so that there is one rule: that of
 * the Copy Artifact plugin ({@code CopyArtifact#canReadFrom}). A build that runs as a user reads what the user may read.
 * Most builds run as SYSTEM, which may read everything, so that says nothing: then the other job must allow it by its
 * property, or be readable by any signed-in user.
 */
public final class BuildReader {
    /** Somebody who signed in, and of whom nothing else is known. */
    private static final Authentication ANY_SIGNED_IN = new UsernamePasswordAuthenticationToken(
            "authenticated", "", List.of(SecurityRealm.AUTHENTICATED_AUTHORITY2));

    @CheckForNull
    private final Job<?, ?> reading;

    private final Authentication who;

    private BuildReader(@CheckForNull Job<?, ?> reading, Authentication who) {
        this.reading = reading;
        this.who = who;
    }

    /**
     * For a running build. A Pipeline build's own authentication counts, whatever the calling thread has: it may be one of
     * a pool, or serve the request of somebody who answers a prompt. Other builds ask on their executor, which has theirs.
     *
     * @throws AbortException if it is not known any more as whom the build runs
     */
    public static BuildReader of(Run<?, ?> build) throws AbortException {
        try {
            return new BuildReader(
                    build.getParent(), PipelineAuthentication.of(build).orElseGet(Jenkins::getAuthentication2));
        } catch (IOException e) {
            throw new AbortException("It is not known as whom " + build + " runs: " + e.getMessage());
        }
    }

    /**
     * For the current authentication, which looks at a job's parameter or is about to start a build of it. SYSTEM is
     * nobody's name: so act a timer, and a build that starts another.
     *
     * @param job the job that has the parameter, null if that is not known
     */
    public static BuildReader current(@CheckForNull Job<?, ?> job) {
        return new BuildReader(job, Jenkins.getAuthentication2());
    }

    /** Looks for a job by a name that is relative to the job of the build. */
    public JobLookup find(String name, @CheckForNull String branch) {
        if (isSystem() && reading != null) {
            JobLookup lookup = as(ACL.SYSTEM2, name, branch);
            if (lookup.job()
                    .filter(source -> CopyPermission.allows(reading, source))
                    .isPresent()) {
                return lookup;
            }
        }
        return as(effective(), name, branch);
    }

    /**
     * Whether it may read what builds of a job made: their artifacts, and so the build variables. Always, where Jenkins has
     * no permission for that besides the one to read the job.
     */
    public boolean mayReadArtifacts(Job<?, ?> source) {
        return ArtifactsPermission.isGranted(source, effective())
                || reading != null && CopyPermission.allows(reading, source);
    }

    /** Whether it is nobody in particular, so that the other job decides. */
    boolean isSystem() {
        return ACL.SYSTEM2.equals(who);
    }

    /** The name of the user whose permissions count. */
    public String name() {
        return effective().getName();
    }

    private Authentication effective() {
        return isSystem() ? ANY_SIGNED_IN : who;
    }

    private JobLookup as(Authentication authentication, String name, @CheckForNull String branch) {
        try (ACLContext ignored = ACL.as2(authentication)) {
            return JobLookup.find(reading, name, branch);
        }
    }
}
