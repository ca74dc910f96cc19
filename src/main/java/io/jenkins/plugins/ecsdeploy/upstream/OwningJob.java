package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import java.lang.ref.WeakReference;

/** Remembers which job has something in its configuration. Not kept on disk. */
final class OwningJob {
    private final NamesUpstreamJobs named;
    private WeakReference<Job<?, ?>> found = new WeakReference<>(null);
    /** Most parameters without a job never get one: those of a form, say. All jobs are looked at once for it, not always. */
    private boolean known;

    OwningJob(NamesUpstreamJobs named) {
        this.named = named;
    }

    synchronized void set(Job<?, ?> job) {
        found = new WeakReference<>(job);
        known = true;
    }

    /** The job that has it; else the job that the request is about; else null. */
    @CheckForNull
    synchronized Job<?, ?> job() {
        if (!known) {
            set(NamingParameters.owner(named).orElse(null));
        }
        Job<?, ?> job = found.get();
        return job != null ? job : NamingParameters.requested();
    }
}
