package io.jenkins.plugins.ecsdeploy.steps.caller;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.arguments.Rule;
import io.jenkins.plugins.ecsdeploy.engine.aws.RegionName;
import io.jenkins.plugins.ecsdeploy.engine.verify.Regions;
import io.jenkins.plugins.ecsdeploy.targets.BoundByTarget;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of all steps for ECS share: where, and as whom, they call AWS. */
public abstract class AwsStepDescriptor<S extends AwsStep> extends CallerStepDescriptor<S> {
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
}
