package io.jenkins.plugins.ecsdeploy.builds;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingScheduledExecutorService;

/**
 * The successful builds of all jobs that somebody ever asked for. Such a job has an index, which follows every change;
 * other jobs cost nothing.
 */
@Extension
public final class SuccessfulBuilds {
    /** By full name of the job. */
    private final Map<String, BuildIndex> indexes = new ConcurrentHashMap<>();

    private final ScheduledExecutorService pool = pool();

    public static SuccessfulBuilds get() {
        return ExtensionList.lookupSingleton(SuccessfulBuilds.class);
    }

    /**
     * The list of a job, at once. Never loads a build: what is not known yet is looked through in the background, which
     * this starts. Does not ask who may read the job.
     */
    public BuildList of(Job<?, ?> job) {
        return index(job).list(job);
    }

    void finished(Run<?, ?> run) {
        followed(run).ifPresent(index -> index.update(run));
    }

    void saved(Run<?, ?> run) {
        Optional.ofNullable(indexes.get(run.getParent().getFullName())).ifPresent(index -> index.update(run));
    }

    void deleted(Run<?, ?> run) {
        followed(run).ifPresent(index -> index.remove(run.getNumber()));
    }

    void moved(Job<?, ?> job, String oldFullName) {
        BuildIndex index = indexes.remove(oldFullName);
        if (index != null) {
            index.renamed(job.getFullName());
            indexes.put(job.getFullName(), index);
        }
    }

    void deleted(Job<?, ?> job) {
        indexes.remove(job.getFullName());
    }

    @Terminator
    public static void stop() {
        SuccessfulBuilds all = get();
        all.pool.shutdownNow();
        all.indexes.values().forEach(BuildIndex::flush);
    }

    /** The index of the build's job if it has one, be it on disk only: after a restart nobody may have asked yet. */
    private Optional<BuildIndex> followed(Run<?, ?> run) {
        Job<?, ?> job = run.getParent();
        if (!indexes.containsKey(job.getFullName())
                && !IndexFile.of(job.getBuildDir()).exists()) {
            return Optional.empty();
        }
        BuildIndex index = index(job);
        index.load(job);
        return Optional.of(index);
    }

    private BuildIndex index(Job<?, ?> job) {
        return indexes.computeIfAbsent(job.getFullName(), name -> new BuildIndex(name, pool));
    }

    private static ScheduledExecutorService pool() {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
                2, new NamingThreadFactory(new DaemonThreadFactory(), "ecs-deploy-successful-builds"));
        threads.setKeepAliveTime(1, TimeUnit.MINUTES);
        threads.allowCoreThreadTimeOut(true);
        return new ImpersonatingScheduledExecutorService(threads, ACL.SYSTEM2);
    }
}
