package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import java.lang.ref.WeakReference;

/** Remembers which job has something in its configuration. Not kept on disk. */
final class Holder {
    private final NamesUpstreamJobs named;
    private WeakReference<Job<?, ?>> found = new WeakReference<>(null);

    Holder(NamesUpstreamJobs named) {
        this.named = named;
    }

    /** The job that has it; else the job that the request is about; else null. */
    @CheckForNull
    synchronized Job<?, ?> job() {
        Job<?, ?> job = found.get();
        if (job == null) {
            job = NamingParameters.holder(named).orElse(null);
            found = new WeakReference<>(job);
        }
        return job != null ? job : NamingParameters.requested();
    }
}
