package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.LoadBalancerApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DocumentedPolicy;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The policy for CodeDeploy in docs/administration.md is that of the calls that are made. */
class BlueGreenPoliciesTest extends BlueGreenTestBase {
    /** What CodeDeploy checks besides the action that is called. */
    private static final Set<String> NOT_CALLED =
            Set.of("codedeploy:RegisterApplicationRevision", "codedeploy:UpdateDeploymentGroup");

    @Test
    void itHoldsAllActionsThatAreCalledAndNoOthers() {
        Set<String> documented = new TreeSet<>(actions(sid -> true));
        documented.removeIf(action -> action.startsWith("ecs:") || action.startsWith("iam:"));
        documented.removeAll(NOT_CALLED);

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        DocumentedPolicy.called(CodeDeployApi.class, LoadBalancerApi.class));
    }

    @Test
    void aDeploymentNeedsNoStatementThatIsForOtherThings() {
        web.scene(Scene.crash().times(1));
        allow(actions(sid -> !sid.startsWith("Only")));

        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    @Test
    void oneThatIsRolledBackNeedsNoneEither() {
        web.scene(Scene.crash());
        allow(actions(sid -> !sid.startsWith("Only")));

        deploy(shop("registry/shop:2").onFailure(OnFailure.ROLLBACK).build());

        assertThat(host.failure).hasMessageEndingWith("CodeDeploy rolled the service back to shop:1");
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    @Test
    void aRollbackNeedsTheSameWithoutRegistering() {
        deploy(shop("registry/shop:2").build());
        host.result = null;
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        allow(actions(sid -> !sid.startsWith("Only") && !sid.startsWith("Register") && !sid.startsWith("PassRoles")));

        deploy(asItIs().service("shop")
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        assertThat(host.failure).isNull();
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    private void allow(Set<String> actions) {
        DocumentedPolicy.denyAllBut(actions, emulator);
    }

    private static Set<String> actions(Predicate<String> sid) {
        return DocumentedPolicy.actions("### CodeDeploy", "ecsDeploy", sid);
    }
}
