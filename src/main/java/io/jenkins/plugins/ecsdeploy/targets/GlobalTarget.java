package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.Util;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.config.HttpAddress;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

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
        this.jobs = JobPatterns.oneLine(jobs);
    }

    /** Ids of users as whom a build must run to use it, separated by commas; null for all. */
    public String getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(String users) {
        this.users = JobPatterns.oneLine(users);
    }

    /** An administrator's form, wherever its methods are called: under a folder's address, too. */
    @Extension
    public static final class DescriptorImpl extends TargetDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.GlobalTarget_displayName();
        }

        @Override
        boolean mayEdit(AbstractFolder<?> folder) {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
        }

        @Override
        boolean mayListCredentials(AbstractFolder<?> folder) {
            return mayEdit(folder);
        }

        @Override
        ItemGroup<?> owner(AbstractFolder<?> folder) {
            return Jenkins.get();
        }

        @POST
        public FormValidation doCheckEndpointUrl(@QueryParameter String value) {
            return mayEdit(null) ? HttpAddress.check(value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckStsEndpointUrl(@QueryParameter String value) {
            return mayEdit(null) ? HttpAddress.check(value) : FormValidation.ok();
        }

        /** Says how many jobs match, and which patterns match none, so that a mistyped one, or one for too many, is seen. */
        @POST
        public FormValidation doCheckJobs(@QueryParameter String value) {
            if (!mayEdit(null) || Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok();
            }
            JobPatterns patterns = JobPatterns.of(value);
            List<String> all = Jenkins.get().getAllItems(Job.class).stream()
                    .map(Job::getFullName)
                    .toList();
            List<String> names = all.stream().filter(patterns::match).toList();
            if (names.isEmpty()) {
                return FormValidation.warning(Messages.GlobalTarget_noJobMatches());
            }
            String matching = Messages.GlobalTarget_jobsMatch(names.size(), names.get(0));
            List<String> useless = patterns.without(all);
            return useless.isEmpty()
                    ? FormValidation.ok(matching)
                    : FormValidation.warning(
                            matching + ". " + Messages.GlobalTarget_noJobMatchesThese(String.join(", ", useless)));
        }

        @POST
        public FormValidation doCheckUsers(@QueryParameter String value) {
            if (!mayEdit(null) || Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok();
            }
            return QueueItemAuthenticatorConfiguration.get().getAuthenticators().isEmpty()
                    ? FormValidation.warning(Messages.GlobalTarget_noAuthenticator())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doTestConnection(StaplerRequest2 request) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return ConnectionTest.test(() -> entered(request), request.getParameter("cluster"));
        }

        @POST
        public FormValidation doListClusters(StaplerRequest2 request) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return ConnectionTest.clusters(() -> entered(request));
        }

        private static UsableTarget entered(StaplerRequest2 request) {
            GlobalTarget target = new GlobalTarget(enteredName(request));
            target.enter(request);
            target.setEndpointUrl(request.getParameter("endpointUrl"));
            target.setStsEndpointUrl(request.getParameter("stsEndpointUrl"));
            return new UsableTarget(target, Jenkins.get());
        }
    }
}
