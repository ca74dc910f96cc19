package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployArguments;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.sync.FailOn;
import io.jenkins.plugins.ecsdeploy.engine.sync.OneCluster;
import io.jenkins.plugins.ecsdeploy.engine.sync.PlannedService;
import io.jenkins.plugins.ecsdeploy.steps.DeployPolicies;
import io.jenkins.plugins.ecsdeploy.steps.StepRules;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.Optional;

/** Turns the arguments of {@code ecsSync} into what the engine takes. */
final class EcsSyncRequest {
    private EcsSyncRequest() {}

    /** @throws EngineException if one of them cannot be */
    static void check(EcsSyncStep step) {
        parallel(step.getParallel());
        StepRules.timeoutMinutes(step.getTimeoutMinutes());
        StepRules.keepRevisions(step.getKeepRevisions());
        DeployPolicies.of(step.getOnFailure(), step.getOnConflict(), Optional.empty());
        failOn(step);
        DeployPolicies.onAbort(step.getOnAbort(), Optional.empty());
        options(step);
    }

    static FailOn failOn(EcsSyncStep step) {
        return StepRules.choice("failOn", step.getFailOn(), FailOn.class);
    }

    static void parallel(Integer number) {
        if (number != null && number < 1) {
            throw new EngineException(
                    "parallel is " + number + ". Give how many services to deploy to at a time, 1 or more");
        }
    }

    /** To one service, by the policies of the step, or else of its target. */
    static DeployRequest of(EcsSyncStep step, PlannedService service, Optional<Target> target) {
        return service.request(
                DeployPolicies.timeout(step.getTimeoutMinutes(), target),
                DeployPolicies.of(step.getOnFailure(), step.getOnConflict(), target),
                options(step));
    }

    private static BlueGreenOptions options(EcsSyncStep step) {
        if (step.getCodeDeployConfig() != null) {
            CodeDeployArguments.name("codeDeployConfig", step.getCodeDeployConfig());
        }
        if (step.getDescription() != null) {
            CodeDeployArguments.description(step.getDescription());
        }
        return new BlueGreenOptions(
                Optional.empty(),
                Placeholders.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(step.getCodeDeployConfig()),
                Optional.ofNullable(step.getDescription()),
                step.isIgnoreAlarms(),
                StepRules.choice("waitUntil", step.getWaitUntil(), WaitUntil.class));
    }

    /** The only cluster that there may be files for: that of the target, or what the step says; empty: any. */
    static Optional<OneCluster> bound(EcsSyncStep step, BuildAccess access) throws AbortException {
        Optional<Target> target = access.target().filter(used -> used.getCluster() != null);
        if (target.isEmpty() && step.getCluster() == null) {
            return Optional.empty();
        }
        return Optional.of(new OneCluster(
                access.cluster(step.getCluster()),
                target.map(used -> "target '" + used.getName() + "'").orElse("the step")));
    }
}
