package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Result;

/** A part of a job's configuration that names jobs whose builds it offers. */
interface NamesUpstreamJobs {
    /** One or several names, with commas in between, relative to the job that has the configuration. */
    String getJob();

    void renameJob(String job);

    @CheckForNull
    String getBranch();

    int getLimit();

    Result minResult();

    /** Is told which job has the configuration, so that it need not look for it among all jobs. */
    default void ownedBy(Job<?, ?> owner) {}
}
