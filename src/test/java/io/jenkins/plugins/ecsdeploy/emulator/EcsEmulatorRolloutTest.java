package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class EcsEmulatorRolloutTest extends EmulatorTestBase {
    @Test
    void aPlacedServiceIsSteady() {
        Service service = describe();
        assertThat(service.status()).isEqualTo("ACTIVE");
        assertThat(service.runningCount()).isEqualTo(2);
        assertThat(service.deployments()).hasSize(1);
        assertThat(service.deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aRolloutTakesItsTimeAndSucceedsExactlyThen() {
        emulator.scene("web", Scene.rollout(Duration.ofMinutes(2)));
        Service answer = update("web:2");
        assertThat(answer.taskDefinition()).endsWith(":task-definition/web:2");
        assertThat(answer.deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.PENDING);

        pass(1);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        pass(118);
        ServiceDeployment almost = deployment();
        assertThat(almost.status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(almost.finishedAt()).isNull();
        pass(1);
        ServiceDeployment done = deployment();
        assertThat(done.status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(Duration.between(done.createdAt(), done.finishedAt())).isEqualTo(Duration.ofMinutes(2));
        assertThat(done.targetServiceRevision().runningTaskCount()).isEqualTo(2);

        Service service = describe();
        assertThat(service.deployments()).hasSize(1);
        assertThat(service.deployments().get(0).id())
                .isEqualTo(answer.deployments().get(0).id());
        assertThat(service.deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
        assertThat(service.runningCount()).isEqualTo(2);
    }

    @Test
    void eventsTellTheStoryInEcsOwnWords() {
        String id = update("web:2").deployments().get(0).id();
        pass(60);
        List<String> told = web.events();
        assertThat(told.get(0)).isEqualTo("(service web) has reached a steady state.");
        assertThat(told.get(1)).isEqualTo("(service web) (deployment " + id + ") deployment completed.");
        assertThat(told)
                .anyMatch(event -> event.matches(
                        "\\(service web\\) has started 2 tasks: \\(task [0-9a-f]{32}\\) \\(task [0-9a-f]{32}\\)\\."));
        assertThat(told).anyMatch(event -> event.startsWith("(service web) has stopped 1 running tasks: (task "));
    }
}
