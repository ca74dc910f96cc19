package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import jenkins.model.Jenkins;

/** The {@code build.xml} of a build, for those who work for it longer than it may be there. */
public final class BuildFile {
    private BuildFile() {}

    /** Whether the build, or its job, was deleted or read from the disk anew. */
    static boolean isGone(Run<?, ?> run) {
        Job<?, ?> job = run.getParent();
        try (ACLContext asSystem = ACL.as2(ACL.SYSTEM2)) {
            return job.getBuildByNumber(run.getNumber()) == null
                    || Jenkins.get().getItemByFullName(job.getFullName()) != job;
        }
    }

    /** Writes down what is kept with the build. To write one that is gone would bring a part of it back. */
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
}
