package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.tasks.BuildWrapper;
import hudson.util.VariableResolver;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.builds.BuildEntry;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.Exported;

/**
 * The build that was chosen, as plain values: it stays what it was when the build is deleted or Jenkins restarts. Pages
 * show of it what the viewer may read.
 */
public final class UpstreamBuildParameterValue extends ParameterValue {
    private static final long serialVersionUID = 1L;

    private String job;
    private final int number;
    private String displayName;
    private String result;
    private String url;
    private final long timestampMillis;
    private final boolean several;

    UpstreamBuildParameterValue(String name, String description, OfferedBuild build) {
        super(name, description);
        job = build.job().getFullName();
        number = build.entry().number();
        displayName = build.entry().displayName();
        result = build.entry().result();
        url = build.job().getUrl() + number + "/";
        timestampMillis = build.entry().timestampMillis();
        several = build.several();
    }

    /** Fills in what another version did not write. */
    private Object readResolve() {
        job = Util.fixNull(job);
        displayName = displayName == null ? "#" + number : displayName;
        result = MinResult.known(result);
        url = Util.fixNull(url);
        return this;
    }

    /** The number; with several jobs {@code <full name>#<number>}. */
    @Override
    public String getValue() {
        return several ? job + "#" + number : String.valueOf(number);
    }

    /** Without the name of a job that the viewer may not read. */
    @Exported(name = "value")
    public String getVisibleValue() {
        return !several || isReadable() ? getValue() : String.valueOf(number);
    }

    @Exported
    public int getNumber() {
        return number;
    }

    /** The full name of the build's job, whoever asks. */
    public String job() {
        return job;
    }

    /** The name that the build had when it was chosen. */
    public String displayName() {
        return displayName;
    }

    /** The full name of the build's job, null for those who may not read it. */
    @Exported
    @CheckForNull
    public String getJobName() {
        return isReadable() ? job : null;
    }

    /** Job and build in words, null for those who may not read it. */
    @CheckForNull
    public String getText() {
        Job<?, ?> readable = readable();
        return readable == null
                ? null
                : readable.getFullDisplayName() + " #" + number
                        + (displayName.equals("#" + number) ? "" : " " + displayName);
    }

    /** Where the build's page is, relative to Jenkins; null if the viewer may not read it, or it is gone. */
    @CheckForNull
    public String getLink() {
        Job<?, ?> readable = readable();
        return readable == null || now(readable).isEmpty() ? null : readable.getUrl() + number + "/";
    }

    /** The names are those that the parameter for runs of Jenkins itself exports. */
    @Override
    public void buildEnvironment(Run<?, ?> build, EnvVars env) {
        // What is known now, because the job or the build may have been renamed since.
        Job<?, ?> current = current();
        Optional<BuildEntry> entry = current == null ? Optional.empty() : now(current);
        env.put(name, getValue());
        env.put(name + "_JOBNAME", job);
        env.put(name + "_NUMBER", String.valueOf(number));
        env.put(name + "_NAME", entry.map(BuildEntry::displayName).orElse(displayName));
        env.put(name + "_RESULT", entry.map(BuildEntry::result).orElse(result));
        env.put(
                name + "_URL",
                Util.fixNull(Jenkins.get().getRootUrl()) + (entry.isPresent() ? current.getUrl() + number + "/" : url));
    }

    @Override
    public VariableResolver<String> createVariableResolver(AbstractBuild<?, ?> build) {
        return variable -> name.equals(variable) ? getValue() : null;
    }

    @Override
    public BuildWrapper createBuildWrapper(AbstractBuild<?, ?> build) {
        return new ChosenBuildCheck(this);
    }

    /**
     * Loads the build.
     *
     * @throws AbortException if it is not what it was when it was chosen
     */
    void check() throws AbortException {
        Job<?, ?> current = current();
        if (current == null) {
            throw new AbortException(
                    name + ": there is no job '" + job + "' any more, of which build " + number + " was chosen");
        }
        Run<?, ?> run;
        try {
            run = UpstreamBuild.checkedRun(current, number, Result.fromString(result));
        } catch (AbortException e) {
            throw new AbortException(name + ": " + e.getMessage());
        }
        if (run.getTimeInMillis() != timestampMillis) {
            throw new AbortException(name + ": build " + number + " of '" + job
                    + "' is another one than was chosen: the job was made anew. Choose again");
        }
    }

    @Override
    public String getShortDescription() {
        String text = getText();
        return name + "=" + (text == null ? String.valueOf(number) : text);
    }

    @Override
    public String toString() {
        return "(UpstreamBuildParameterValue) " + name + "='" + getValue() + "'";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UpstreamBuildParameterValue that
                && name.equals(that.name)
                && job.equals(that.job)
                && number == that.number;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, job, number);
    }

    boolean isOf(OfferedBuild build) {
        return job.equals(build.job().getFullName())
                && timestampMillis == build.entry().timestampMillis();
    }

    /** Follows a job, or a folder around it, to its new name. */
    boolean rename(String oldFullName, String newFullName) {
        if (!JobNames.isWithin(job, oldFullName)) {
            return false;
        }
        job = newFullName + job.substring(oldFullName.length());
        return true;
    }

    private Optional<BuildEntry> now(Job<?, ?> of) {
        // Another job may have taken the name.
        return SuccessfulBuilds.get().of(of).find(number).filter(entry -> entry.timestampMillis() == timestampMillis);
    }

    private boolean isReadable() {
        return readable() != null;
    }

    @CheckForNull
    private Job<?, ?> readable() {
        return ReadableJobs.readable(job).orElse(null);
    }

    @CheckForNull
    private Job<?, ?> current() {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(job, Job.class);
        }
    }
}
