package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import java.util.Optional;
import jenkins.model.Jenkins;

/** A build by its name, for files. */
final class BuildName {
    private final String job;
    private final int number;

    BuildName(Run<?, ?> run) {
        job = run.getParent().getFullName();
        number = run.getNumber();
    }

    private BuildName(String job, int number) {
        this.job = job;
        this.number = number;
    }

    /** @param id {@link Run#getExternalizableId} */
    static BuildName of(String id) {
        int end = id.lastIndexOf('#');
        return new BuildName(id.substring(0, end), Integer.parseInt(id.substring(end + 1)));
    }

    boolean isOf(Run<?, ?> run) {
        return run.getNumber() == number && run.getParent().getFullName().equals(job);
    }

    /** The build, which may have been deleted, and its job renamed. Reads the disk. */
    Optional<Run<?, ?>> find() {
        try (ACLContext asSystem = ACL.as2(ACL.SYSTEM2)) {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(job, Job.class))
                    .map(found -> found.getBuildByNumber(number));
        }
    }

    /**
     * Its name in words of the engine, which go to the log of another build, if that may read the job. They are plain text
     * and no {@link io.jenkins.plugins.ecsdeploy.access.BuildNote}, because they are in the message that a step fails
     * with, too, in the record and on pages. So whoever may read that log sees the name.
     */
    Optional<String> forLogOf(Run<?, ?> reading) {
        return ReadableJobs.readableBy(reading, job).map(found -> found.getFullDisplayName() + " #" + number);
    }
}
