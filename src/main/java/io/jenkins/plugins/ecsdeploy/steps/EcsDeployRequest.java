package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckReport;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Preflight;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.steps.files.ImagesFile;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import io.jenkins.plugins.ecsdeploy.steps.findings.BuildChecks;
import io.jenkins.plugins.ecsdeploy.steps.images.ImagesRequest;
import io.jenkins.plugins.ecsdeploy.steps.images.ImagesRules;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Turns the arguments of {@code ecsDeploy} into a request to the engine. */
public final class EcsDeployRequest {
    private static final Set<String> PROPAGATE_TAGS = Set.of("SERVICE", "TASK_DEFINITION", "NONE");

    private EcsDeployRequest() {}

    public static DeployRequest of(
            EcsDeployStep step, DeploymentRecord record, StepContext context, StepFiles files, Optional<Target> target)
            throws IOException, InterruptedException {
        check(step);
        DeployRequest request = new DeployRequest(
                step.getService(),
                record.cluster(),
                // Once the revision is registered its source is not needed any more, and neither is a workspace.
                record.phase().compareTo(Phase.REGISTERED) < 0
                        ? definition(step, record, files)
                        : RenderRequest.asItIs(new Base.Revision(record.taskDefinitionArn())),
                step.isForceNewDeployment(),
                Optional.ofNullable(step.getDesiredCount()),
                step.isWait(),
                DeployPolicies.timeout(step.getTimeoutMinutes(), target),
                step.isSkipUnchanged(),
                Optional.ofNullable(step.getPropagateTags()),
                Optional.ofNullable(step.getEnableEcsManagedTags()),
                step.getDeploymentArn() == null ? Goal.deploy() : new Goal.Follow(step.getDeploymentArn()),
                DeployPolicies.of(step.getOnFailure(), step.getOnConflict(), target),
                ImagesRequest.options(step, record, context),
                BlueGreenRequest.options(step, files),
                true,
                Optional.empty());
        return step.isVerify() && record.phase().compareTo(Phase.REGISTERED) < 0
                ? request.checkedBy(preflight(step, record, context))
                : request;
    }

    private static Preflight preflight(EcsDeployStep step, DeploymentRecord record, StepContext context)
            throws IOException, InterruptedException {
        BuildChecks checks =
                new BuildChecks(context, ImagesRequest.stores(step.caller(), step.getRegistryCredentials(), context));
        return (ecs, definition, log) -> checks.begin(
                        ecs,
                        new CheckRequest(
                                definition,
                                record.cluster(),
                                Optional.of(step.getService()),
                                Optional.ofNullable(step.getCodeDeployApplication()),
                                Optional.ofNullable(step.getCodeDeployGroup())),
                        log)
                .thenAccept(CheckReport::refuseWrong);
    }

    private static RenderRequest definition(EcsDeployStep step, DeploymentRecord record, StepFiles files) {
        TaskDefinitionArgument argument = TaskDefinitionArgument.of(step.getTaskDefinition(), files);
        return new RenderRequest(
                argument.text(),
                argument.base(),
                Optional.of(new Base.LiveRevision(record.cluster(), step.getService())),
                // A rendered document may hold a literal ${…}: placeholders are for ecsRender.
                Placeholders.none(),
                step.changes(ImagesFile.read(step.getImageDefinitions(), files)),
                step.isClean(),
                step.isStrict());
    }

    /** Either a deployment that runs already or something to deploy. */
    public static void checkGoal(EcsDeployStep step) {
        if (step.getDeploymentArn() == null) {
            return;
        }
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("taskDefinition", step.getTaskDefinition() != null);
        given.put("imageDefinitions", step.getImageDefinitions() != null);
        given.put("images and other changes", !step.changes(Map.of()).isEmpty());
        given.put("imagesFrom", step.getImagesFrom() != null);
        given.put("expectImages", step.getExpectImages() != null);
        given.put("pinDigests", step.isPinDigests());
        given.put("verify", step.isVerify());
        given.put("forceNewDeployment", step.isForceNewDeployment());
        given.put("skipUnchanged", !step.isSkipUnchanged());
        given.put("desiredCount", step.getDesiredCount() != null);
        given.put("propagateTags", step.getPropagateTags() != null);
        given.put("enableEcsManagedTags", step.getEnableEcsManagedTags() != null);
        given.put("appSpec", step.getAppSpec() != null);
        given.put(
                "variables", step.getVariables() != null && !step.getVariables().isEmpty());
        given.put("codeDeployConfig", step.getCodeDeployConfig() != null);
        given.put("description", step.getDescription() != null);
        given.put("ignoreAlarms", step.isIgnoreAlarms());
        given.values().removeIf(is -> !is);
        if (!given.isEmpty()) {
            throw new EngineException(
                    "deploymentArn names a deployment that runs already, so it cannot be combined with"
                            + " what to deploy. Leave out " + String.join(", ", given.keySet()));
        }
    }

    private static void check(EcsDeployStep step) {
        checkGoal(step);
        if (step.isDryRun() && step.getDeploymentArn() != null) {
            throw new EngineException("dryRun is true, and deploymentArn names a deployment that runs already, of which"
                    + " there is nothing to plan. Leave out one of the two");
        }
        StepRules.service(step.getService(), "deploy to");
        StepRules.timeoutMinutes(step.getTimeoutMinutes());
        StepRules.desiredCount(step.getDesiredCount());
        DeployPolicies.onAbort(step.getOnAbort(), Optional.empty());
        StepRules.keepRevisions(step.getKeepRevisions());
        StepRules.waiting(step.isWait(), step.getWaitUntil());
        ImagesRules.check(step);
        if (step.getPropagateTags() != null && !PROPAGATE_TAGS.contains(step.getPropagateTags())) {
            throw new EngineException(
                    "propagateTags is '" + step.getPropagateTags() + "'. Give SERVICE, TASK_DEFINITION or NONE");
        }
    }
}
