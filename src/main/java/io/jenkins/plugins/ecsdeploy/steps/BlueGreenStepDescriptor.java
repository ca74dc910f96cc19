package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployArguments;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The descriptor of a step that makes a task definition and deploys it, to blue and green tasks perhaps. */
public abstract class BlueGreenStepDescriptor<S extends BlueGreenStep> extends TaskDefinitionStepDescriptor<S>
        implements BlueGreenForm {
    BlueGreenStepDescriptor() {
        map("variables", BlueGreenStep::setVariables);
    }

    /** A file is read when the step runs. */
    @POST
    public FormValidation doCheckAppSpec(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> {
            if (TaskDefinitionArgument.isDocument(text)) {
                CodeDeployArguments.appSpec(BlueGreenRequest.APP_SPEC, text);
            }
        });
    }

    @POST
    public FormValidation doCheckVariables(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMap(item, "variables", value, EcsRenderStep::placeholders);
    }
}
