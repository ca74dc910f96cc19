package io.jenkins.plugins.ecsdeploy.steps.caller;

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
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.arguments.FormRights;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of all steps share that call AWS: their context, and as whom it is called. */
public abstract class CallerStepDescriptor<S extends CallerStep> extends StepFormDescriptor<S> {
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
        list.includeEmptyValue();
        offerCredentials(list, item);
        return list.includeCurrentValue(credentialsId);
    }

    /** Adds the credentials that an item may name to a list for those who may see them. */
    protected void offerCredentials(StandardListBoxModel list, Item item) {
        list.includeAs(ACL.SYSTEM2, item, AmazonWebServicesCredentials.class);
    }

    /** The targets that the job may use; of one that nobody knows yet, the global ones. */
    @POST
    public ListBoxModel doFillTargetItems(@AncestorInPath Item item, @QueryParameter String target) {
        return TargetChoice.items(item, target);
    }

    @POST
    public FormValidation doCheckCredentials(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String credentialsId) {
        return check(
                item,
                value,
                text -> new CallerArguments(null, Util.fixEmptyAndTrim(credentialsId), text, null, null).check());
    }

    @POST
    public FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> new CallerArguments(null, null, null, text, null).check());
    }

    @POST
    public FormValidation doCheckExternalId(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String role) {
        boolean checkedThere = Util.fixEmptyAndTrim(role) != null;
        return checkedThere
                ? FormValidation.ok()
                : check(item, value, text -> new CallerArguments(null, null, null, null, text).check());
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
