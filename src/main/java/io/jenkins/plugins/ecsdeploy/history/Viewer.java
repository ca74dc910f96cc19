package io.jenkins.plugins.ecsdeploy.history;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.builds.JobBuilds;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.JobNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/**
 * What somebody may see of the history: the entries of jobs that he may read, by the names that those have now. For as long
 * as one request, so that each job is looked up once.
 */
public final class Viewer {
    private final JobNames names = DeploymentHistory.get().names();
    private final Map<String, Optional<Job<?, ?>>> jobs = new HashMap<>();
    private final Function<String, Optional<Job<?, ?>>> lookup;
    private final boolean administrator;

    private Viewer(Function<String, Optional<Job<?, ?>>> lookup, boolean administrator) {
        this.lookup = lookup;
        this.administrator = administrator;
    }

    /** Whoever makes the current request. */
    public static Viewer current() {
        return new Viewer(ReadableJobs::readable, Jenkins.get().hasPermission(Jenkins.ADMINISTER));
    }

    /** A build, which may read what its {@link io.jenkins.plugins.ecsdeploy.access.BuildReader} lets it read. */
    public static Viewer of(Run<?, ?> build) {
        return new Viewer(name -> ReadableJobs.readableBy(build, name), false);
    }

    /** Of a job that is gone, administrators alone see what it deployed: nobody knows who might read it. */
    public boolean sees(Entry entry) {
        return name(entry.job(), entry.order())
                .map(name -> job(name).isPresent())
                .orElse(administrator);
    }

    /** Whether the target, too, may be named: that of a folder is its readers'. */
    public boolean seesTarget(Entry entry) {
        String folder = entry.target().folder();
        return folder.isEmpty()
                || name(folder, entry.order()).map(Viewer::isReadable).orElse(administrator);
    }

    /** The name of the target that the step used; null: none, or one that may not be named. */
    public String targetName(Entry entry) {
        return seesTarget(entry) ? entry.target().name() : null;
    }

    /** The same with the folder that has it. */
    public String fullTargetName(Entry entry) {
        String folder = folderName(entry);
        String name = targetName(entry);
        return name == null || folder.isEmpty() ? name : folder + "/" + name;
    }

    private static boolean isReadable(String folder) {
        try {
            Item item = Jenkins.get().getItemByFullName(folder, Item.class);
            return item != null && item.hasPermission(Item.READ);
        } catch (AccessDeniedException e) {
            // Somebody with Job/Discover alone.
            return false;
        }
    }

    /** The job of a build of an entry, if it is there and may be read. */
    public Optional<Job<?, ?>> job(Build build, long order) {
        return name(build.job(), order).flatMap(this::job);
    }

    /** Whether a build of an entry may be named. */
    public boolean sees(Build build, long order) {
        return name(build.job(), order).map(name -> job(name).isPresent()).orElse(administrator);
    }

    /** The name that a job has now; that of one that is gone stays. */
    public String jobName(Build build, long order) {
        return name(build.job(), order).orElse(build.job());
    }

    /** The name that a folder has now. */
    public String folderName(Entry entry) {
        String folder = entry.target().folder();
        return folder.isEmpty() ? "" : name(folder, entry.order()).orElse(folder);
    }

    /** The address of a build below that of Jenkins, if it is there and may be read. Loads no build. */
    public Optional<String> url(Build build, long order) {
        return job(build, order)
                .filter(job -> JobBuilds.exists(job, build.number()))
                .map(job -> job.getUrl() + build.number() + "/");
    }

    private Optional<String> name(String recorded, long order) {
        return names.now(recorded, order);
    }

    private Optional<Job<?, ?>> job(String name) {
        return jobs.computeIfAbsent(name, lookup);
    }
}
