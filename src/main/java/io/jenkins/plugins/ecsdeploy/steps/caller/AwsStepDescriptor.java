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
import io.jenkins.plugins.ecsdeploy.arguments.Rule;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import io.jenkins.plugins.ecsdeploy.engine.aws.RegionName;
import io.jenkins.plugins.ecsdeploy.engine.verify.Regions;
import io.jenkins.plugins.ecsdeploy.targets.BoundByTarget;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of all steps for ECS share: their context, and where and as whom they call AWS. */
public abstract class AwsStepDescriptor<S extends AwsStep> extends StepFormDescriptor<S> {
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

    /** A step may say again what its target says, and nothing else. */
    @POST
    public FormValidation doCheckRegion(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String target) {
        Rule rule = text -> {
            RegionName.check("region", text);
            BoundByTarget.region(TargetChoice.find(item, target), text);
        };
        return check(item, value, rule, Regions::doubt);
    }

    @POST
    public FormValidation doCheckCluster(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String target) {
        return check(item, value, text -> BoundByTarget.cluster(TargetChoice.find(item, target), text));
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
