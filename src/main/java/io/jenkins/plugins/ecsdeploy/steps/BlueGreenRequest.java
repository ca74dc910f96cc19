package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployArguments;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the arguments for blue and green tasks into what the engine takes. */
final class BlueGreenRequest {
    static final String APP_SPEC = "appSpec";

    /** Those that all steps have. */
    static final List<String> ARGUMENTS = List.of(
            "codeDeployApplication", "codeDeployGroup", "codeDeployConfig", "description", "ignoreAlarms", "waitUntil");

    private BlueGreenRequest() {}

    /** @param files with that of the AppSpec, if it is one and is still needed */
    static BlueGreenOptions options(BlueGreenArguments step, StepFiles files) {
        check(step);
        return new BlueGreenOptions(
                appSpec(step.getAppSpec(), files),
                EcsRenderStep.placeholders(step.getVariables() == null ? Map.of() : step.getVariables()),
                Optional.ofNullable(step.getCodeDeployApplication()),
                Optional.ofNullable(step.getCodeDeployGroup()),
                Optional.ofNullable(step.getCodeDeployConfig()),
                Optional.ofNullable(step.getDescription()),
                step.isIgnoreAlarms(),
                StepRules.choice("waitUntil", step.getWaitUntil(), WaitUntil.class));
    }

    private static Optional<SourceText> appSpec(String argument, StepFiles files) {
        if (argument == null) {
            return Optional.empty();
        }
        return TaskDefinitionArgument.isDocument(argument)
                ? Optional.of(new SourceText(APP_SPEC, argument, false))
                : Optional.ofNullable(files.of(APP_SPEC));
    }

    private static void check(BlueGreenArguments step) {
        checkName("codeDeployApplication", step.getCodeDeployApplication());
        checkName("codeDeployGroup", step.getCodeDeployGroup());
        checkName("codeDeployConfig", step.getCodeDeployConfig());
        if (step.getDescription() != null) {
            CodeDeployArguments.description(step.getDescription());
        }
    }

    private static void checkName(String argument, String name) {
        if (name != null) {
            CodeDeployArguments.name(argument, name);
        }
    }
}
