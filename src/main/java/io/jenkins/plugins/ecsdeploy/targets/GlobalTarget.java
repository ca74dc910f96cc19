package io.jenkins.plugins.ecsdeploy.targets;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.config.HttpAddress;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A target of the whole controller. Its administrator alone may say where ECS answers and who may use it. */
public final class GlobalTarget extends Target {
    private String endpointUrl;
    private String stsEndpointUrl;
    private String jobs;
    private String users;

    @DataBoundConstructor
    public GlobalTarget(String name) {
        super(name);
    }

    @Override
    public String getEndpointUrl() {
        return endpointUrl;
    }

    @DataBoundSetter
    public void setEndpointUrl(String endpointUrl) {
        this.endpointUrl = HttpAddress.of("Target '" + getName() + "': endpointUrl", endpointUrl);
    }

    @Override
    public String getStsEndpointUrl() {
        return stsEndpointUrl;
    }

    @DataBoundSetter
    public void setStsEndpointUrl(String stsEndpointUrl) {
        this.stsEndpointUrl = HttpAddress.of("Target '" + getName() + "': stsEndpointUrl", stsEndpointUrl);
    }

    /** Patterns of the full names of jobs that may use it, see {@link JobPatterns}; null for all. */
    public String getJobs() {
        return jobs;
    }

    @DataBoundSetter
    public void setJobs(String jobs) {
        this.jobs = Util.fixEmptyAndTrim(jobs);
    }

    /** Ids of users as whom a build must run to use it, separated by commas or line ends; null for all. */
    public String getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(String users) {
        this.users = Util.fixEmptyAndTrim(users);
    }

    @Extension
    public static final class DescriptorImpl extends TargetDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.GlobalTarget_displayName();
        }
    }
}
