package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import jenkins.model.Jenkins;

/** The {@code build.xml} of a build, in which what it keeps outlives the controller. */
public final class BuildFile {
    private BuildFile() {}

    /** Writes it, unless the build is gone: to write then would bring a part of it back. */
    public static void save(Run<?, ?> run) {
        if (isGone(run)) {
            return;
        }
        try {
            run.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the build, or its job, was deleted or read from the disk anew. */
    static boolean isGone(Run<?, ?> run) {
        Job<?, ?> job = run.getParent();
        try (ACLContext asSystem = ACL.as2(ACL.SYSTEM2)) {
            return job.getBuildByNumber(run.getNumber()) == null
                    || Jenkins.get().getItemByFullName(job.getFullName()) != job;
        }
    }
}
