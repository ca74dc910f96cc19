package io.jenkins.plugins.ecsdeploy.steps;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.arguments.CheckedStepDescriptor;
import io.jenkins.plugins.ecsdeploy.aws.CallerArguments;
import io.jenkins.plugins.ecsdeploy.aws.FormRights;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.RoleArn;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of all steps share: their context, and the lists of targets and credentials. */
public abstract class AwsStepDescriptor extends CheckedStepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, EnvVars.class);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        StandardListBoxModel list = new StandardListBoxModel();
        if (!FormRights.mayUse(item)) {
            return list.includeCurrentValue(credentialsId);
        }
        return list.includeEmptyValue()
                .includeAs(ACL.SYSTEM2, item, AmazonWebServicesCredentials.class)
                .includeCurrentValue(credentialsId);
    }

    /** The targets that the job may use; of one that nobody knows yet, the global ones. */
    @POST
    public ListBoxModel doFillTargetItems(@AncestorInPath Item item, @QueryParameter String target) {
        return TargetChoice.items(item, target);
    }

    @POST
    public FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
        if (!FormRights.maySee(item)) {
            return FormValidation.ok();
        }
        String role = Util.fixEmptyAndTrim(value);
        try {
            if (role != null) {
                RoleArn.check("role", role);
            }
            return FormValidation.ok();
        } catch (EngineException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    public ListBoxModel doFillCredentialsItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.AwsStep_noAgent(), "");
        items.add(Messages.AwsStep_agent(), CallerArguments.AGENT);
        return items;
    }
}
