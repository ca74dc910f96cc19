package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployArguments;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all steps with {@link BlueGreenArguments} check and offer. */
public interface BlueGreenForm {
    @POST
    default FormValidation doCheckCodeDeployApplication(@AncestorInPath Item item, @QueryParameter String value) {
        return checkName(item, "codeDeployApplication", value);
    }

    @POST
    default FormValidation doCheckCodeDeployGroup(@AncestorInPath Item item, @QueryParameter String value) {
        return checkName(item, "codeDeployGroup", value);
    }

    @POST
    default FormValidation doCheckCodeDeployConfig(@AncestorInPath Item item, @QueryParameter String value) {
        return checkName(item, "codeDeployConfig", value);
    }

    @POST
    default FormValidation doCheckDescription(@AncestorInPath Item item, @QueryParameter String value) {
        return StepFormDescriptor.check(item, value, CodeDeployArguments::description);
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    default ListBoxModel doFillWaitUntilItems() {
        return howFar(WaitUntil.DONE, WaitUntil.LIVE, WaitUntil.GATE);
    }

    /** The choices for how far a deployment is followed. */
    static ListBoxModel howFar(WaitUntil... choices) {
        ListBoxModel items = new ListBoxModel();
        for (WaitUntil choice : choices) {
            items.add(
                    switch (choice) {
                        case DONE -> Messages.BlueGreenStep_done();
                        case LIVE -> Messages.BlueGreenStep_live();
                        case GATE -> Messages.BlueGreenStep_gate();
                    },
                    choice.name());
        }
        return items;
    }

    private static FormValidation checkName(Item item, String argument, String value) {
        return StepFormDescriptor.check(item, value, text -> CodeDeployArguments.name(argument, text));
    }
}
