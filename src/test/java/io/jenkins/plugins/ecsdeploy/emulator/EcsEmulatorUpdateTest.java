package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Which updates start a deployment, and what deployments do to each other and to the tasks. */
class EcsEmulatorUpdateTest extends EmulatorTestBase {
    @Test
    void onlyWhatChangesTheRevisionStartsADeployment() {
        update("web:1");
        assertThat(web.deploymentArns()).hasSize(1);
        ecs.updateService(r -> r.cluster("c1").service("web").deploymentConfiguration(c -> c.maximumPercent(150)));
        assertThat(web.deploymentArns()).hasSize(1);
        ecs.updateService(r -> r.cluster("c1").service("web").forceNewDeployment(true));
        assertThat(web.deploymentArns()).hasSize(2);
        assertThat(deployment().deploymentConfiguration().maximumPercent()).isEqualTo(150);
        pass(30);
        update("web:2");
        assertThat(web.deploymentArns()).hasSize(3);
    }

    @Test
    void theDesiredCountMovesTasksWithoutADeployment() {
        ecs.updateService(r -> r.cluster("c1").service("web").desiredCount(5));
        assertThat(describe().desiredCount()).isEqualTo(5);
        assertThat(describe().pendingCount()).isEqualTo(3);
        pass(30);
        assertThat(describe().runningCount()).isEqualTo(5);
        assertThat(web.events().get(0)).isEqualTo("(service web) has reached a steady state.");
        ecs.updateService(r -> r.cluster("c1").service("web").desiredCount(1));
        pass(30);
        assertThat(describe().runningCount()).isEqualTo(1);
        assertThat(web.deploymentArns()).hasSize(1);
    }

    @Test
    void theAnswerNamesTheDeploymentUnlessSwitchedOff() {
        update("web:2");
        assertThat(web.describe())
                .contains(
                        "\"currentServiceDeployment\":\"" + web.deploymentArns().get(0) + "\"");
        assertThat(web.deploymentArns().get(0))
                .matches("arn:aws:ecs:eu-central-1:123456789012:service-deployment/c1/web/[\\w]{21}");
        emulator.currentDeploymentInAnswers(false);
        assertThat(web.describe()).doesNotContain("currentService");
    }

    @Test
    void aSecondUpdateStopsTheFirstDeployment() {
        emulator.scene("web", Scene.rollout(Duration.ofMinutes(2)));
        update("web:2");
        pass(60);
        String first = web.deploymentArns().get(0);
        ecs.updateService(r -> r.cluster("c1").service("web").forceNewDeployment(true));
        assertThat(deployment(first).status()).isEqualTo(ServiceDeploymentStatus.STOP_REQUESTED);
        pass(1);
        assertThat(deployment(first).status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(deployment(first).stoppedAt()).isNotNull();
        assertThat(deployment().sourceServiceRevisions()).hasSize(2);
        pass(120);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(describe().deployments()).hasSize(1);
    }

    @Test
    void countsNeverLeaveTheLimits() {
        web.percentages(50, 100);
        ecs.updateService(r -> r.cluster("c1").service("web").desiredCount(4));
        pass(60);
        emulator.scene("web", Scene.rollout(Duration.ofSeconds(100)));
        update("web:2");
        for (int i = 0; i < 100; i++) {
            pass(1);
            Service service = describe();
            int all = service.runningCount() + service.pendingCount();
            assertThat(service.runningCount()).as("second %d", i).isGreaterThanOrEqualTo(2);
            assertThat(all).as("second %d", i).isLessThanOrEqualTo(4);
        }
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void countsMoveStepByStep() {
        emulator.scene("web", Scene.rollout(Duration.ofSeconds(100)));
        update("web:2");
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pass(1);
            int running = describe().deployments().get(0).runningCount();
            if (seen.isEmpty() || seen.get(seen.size() - 1) != running) {
                seen.add(running);
            }
        }
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void percentagesThatForbidEveryStepLeaveItStuck() {
        web.percentages(100, 100);
        update("web:2");
        pass(3600);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(web.events().get(0)).contains("was unable to stop or start tasks during a deployment because of");
        web.percentages(100, 150);
        ecs.updateService(r -> r.cluster("c1").service("web").desiredCount(2));
        pass(60);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aServiceCanBeCreatedAndDeletedThroughTheApi() {
        Service created = ecs.createService(r ->
                        r.cluster("c1").serviceName("api").taskDefinition("web").desiredCount(1))
                .service();
        assertThat(created.taskDefinition()).endsWith("/web:2");
        assertThat(created.deployments()).extracting(Deployment::status).containsExactly("PRIMARY");
        pass(30);
        assertThat(emulator.service("c1", "api").events().get(0))
                .isEqualTo("(service api) has reached a steady state.");
        ecs.deleteService(r -> r.cluster("c1").service("api").force(true));
        assertThat(status("api")).isEqualTo("DRAINING");
        assertThat(ecs.listServices(r -> r.cluster("c1")).serviceArns()).hasSize(1);
        pass(30);
        assertThat(status("api")).isEqualTo("INACTIVE");
        ecs.createService(
                r -> r.cluster("c1").serviceName("api").taskDefinition("web:1").desiredCount(0));
        assertThat(status("api")).isEqualTo("ACTIVE");
    }

    private String status(String service) {
        return ecs.describeServices(r -> r.cluster("c1").services(service))
                .services()
                .get(0)
                .status();
    }
}
