package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.LogsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.ServiceDeploymentsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.TasksApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DocumentedPolicy;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The policies in docs/administration.md are those of the calls that are made. */
class DocumentedPoliciesTest extends DeploymentTestBase {
    /** What AWS checks besides the action that is called. */
    private static final Set<String> NOT_CALLED =
            Set.of("iam:PassRole", "ecs:TagResource", "ecs:ContinueServiceDeployment");

    @Test
    void theyHoldAllActionsThatAreCalledAndNoOthers() {
        Set<String> documented = new TreeSet<>(actions("ecsDeploy"));
        documented.addAll(actions("ecsRollback"));
        documented.addAll(actions("ecsRender"));
        documented.addAll(actions("ecsRunTask"));
        documented.removeAll(NOT_CALLED);

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(DocumentedPolicy.called(
                        EcsApi.class, ServiceDeploymentsApi.class, TasksApi.class, LogsApi.class));
    }

    @Test
    void aDeploymentNeedsNoMoreThanIsDocumented() {
        denyAllBut(actions("ecsDeploy"));

        deploy(image("registry/web:2").build());

        succeededWithoutADenial();
    }

    @Test
    void aDeploymentThatFailsNeedsNoMore() {
        denyAllBut(actions("ecsDeploy"));
        web.scene(Scene.crash());

        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNotNull();
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    @Test
    void aRollbackNeedsNoMore() {
        deploy(image("registry/web:2").build());
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
        host.result = null;
        denyAllBut(actions("ecsRollback"));

        deploy(asItIs().goal(new Goal.Rollback(Optional.empty())).build());

        succeededWithoutADenial();
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    private void succeededWithoutADenial() {
        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    private void denyAllBut(Set<String> allowed) {
        DocumentedPolicy.denyAllBut(allowed, emulator);
    }

    private static Set<String> actions(String step) {
        return DocumentedPolicy.actions("## IAM policies", step);
    }
}
