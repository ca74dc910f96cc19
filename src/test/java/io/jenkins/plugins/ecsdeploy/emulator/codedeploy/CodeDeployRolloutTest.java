package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CodeDeployRolloutTest extends CodeDeployTestBase {
    @Test
    void aPlacedServiceHasOneSteadyTaskSetAndNoDeployments() {
        JsonNode service = service();
        assertThat(service.path("deployments").isArray()).isTrue();
        assertThat(service.path("deployments")).isEmpty();
        assertThat(service.has("currentServiceDeployment")).isFalse();
        assertThat(service.path("taskSets")).singleElement().satisfies(set -> {
            assertThat(set.path("status").asText()).isEqualTo("PRIMARY");
            assertThat(set.path("stabilityStatus").asText()).isEqualTo("STEADY_STATE");
            assertThat(set.path("runningCount").asInt()).isEqualTo(2);
            assertThat(set.path("startedBy").asText()).isEqualTo("CODE_DEPLOY");
            assertThat(web.group().deployments())
                    .containsExactly(set.path("externalId").asText());
        });
    }

    @Test
    void aDeploymentGoesThroughItsEventsAndSucceeds() {
        String id = deploy(request().put("description", "build 7"));
        assertThat(id).matches("d-[A-Z0-9]{9}");
        assertThat(status(id)).isEqualTo("Created");
        pass(1);
        assertThat(status(id)).isEqualTo("Queued");
        pass(1);
        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(event(id, "Install")).isEqualTo("InProgress");
        assertThat(service().path("taskSets")).hasSize(2);
        assertThat(service().at("/taskSets/0/externalId").asText()).isEqualTo(id);
        assertThat(weight(id, "Blue")).isEqualTo(100);
        pass(60);
        assertThat(event(id, "Install")).isEqualTo("Succeeded");
        assertThat(event(id, "AllowTestTraffic")).isEqualTo("InProgress");
        assertThat(set(id, "Green").path("runningCount").asInt()).isEqualTo(2);
        pass(5);
        assertThat(event(id, "AllowTraffic")).isEqualTo("InProgress");
        assertThat(weight(id, "Green")).isEqualTo(100);
        pass(5);
        assertThat(event(id, "AfterAllowTraffic")).isEqualTo("Succeeded");
        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(set(id, "Green").path("status").asText()).isEqualTo("PRIMARY");
        assertThat(set(id, "Blue").path("status").asText()).isEqualTo("DRAINING");
        pass(5);
        JsonNode done = deployment(id);
        assertThat(done.path("status").asText()).isEqualTo("Succeeded");
        assertThat(done.path("description").asText()).isEqualTo("build 7");
        assertThat(done.path("creator").asText()).isEqualTo("user");
        assertThat(done.at("/deploymentOverview/Succeeded").asInt()).isEqualTo(1);
        assertThat(done.at("/revision/appSpecContent/sha256").asText()).hasSize(64);
        assertThat(done.at("/revision/appSpecContent").has("content")).isFalse();
        pass(10);
        assertThat(service().path("taskSets")).hasSize(1);
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:2");
        assertThat(service().path("runningCount").asInt()).isEqualTo(2);
    }

    @Test
    void theTargetIsNotThereBeforeTheDeploymentHasStarted() {
        String id = deploy();
        assertThat(refused("GetDeploymentTarget", id(id).put("targetId", "c1:web")))
                .isEqualTo("DeploymentNotStartedException");
    }

    @Test
    void blueIsKeptForTheTerminationWaitWhichCanBeEndedEarly() {
        web.group().terminationWait(Duration.ofMinutes(5));
        String id = deploy();
        pass(80);
        assertThat(deployment(id).path("instanceTerminationWaitTimeStarted").asBoolean())
                .isTrue();
        assertThat(status(id)).isEqualTo("InProgress");
        pass(200);
        assertThat(service().path("taskSets")).hasSize(2);
        call("ContinueDeployment", id(id).put("deploymentWaitType", "TERMINATION_WAIT"));
        pass(5);
        assertThat(status(id)).isEqualTo("Succeeded");

        id = deploy();
        pass(72 + 299);
        assertThat(status(id)).isEqualTo("InProgress");
        pass(6);
        assertThat(status(id)).isEqualTo("Succeeded");
    }

    @Test
    void blueRunsOnIfItIsToBeKeptForGood() {
        web.group().keepBlue();
        String id = deploy();
        pass(72);
        assertThat(status(id)).isEqualTo("Succeeded");
        assertThat(deployment(id).path("instanceTerminationWaitTimeStarted").asBoolean())
                .isFalse();
        pass(600);
        assertThat(service().path("taskSets")).hasSize(2);
        assertThat(service().path("runningCount").asInt()).isEqualTo(4);
    }

    @Test
    void aCanaryHoldsItsShareUntilTheIntervalIsOver() {
        emulator.codeDeploy().canary("Quarter", 25, 2);
        String id = deploy(request().put("deploymentConfigName", "Quarter"));
        pass(67);
        assertThat(weight(id, "Green")).isEqualTo(25);
        assertThat(weight(id, "Blue")).isEqualTo(75);
        pass(119);
        assertThat(weight(id, "Green")).isEqualTo(25);
        pass(1);
        assertThat(weight(id, "Green")).isEqualTo(100);
        pass(10);
        assertThat(status(id)).isEqualTo("Succeeded");
    }

    @Test
    void aLinearShiftGoesInSteps() {
        web.group().config("CodeDeployDefault.ECSLinear10PercentEvery1Minutes");
        String id = deploy();
        pass(67);
        for (int weight = 10; weight <= 90; weight += 10) {
            assertThat(weight(id, "Green")).isEqualTo(weight);
            pass(60);
        }
        assertThat(weight(id, "Green")).isEqualTo(100);
        pass(10);
        assertThat(status(id)).isEqualTo("Succeeded");
    }

    @Test
    void withoutATestListenerItsEventsAreSkipped() {
        web.group().withoutTestListener();
        String id = deploy();
        pass(62);
        assertThat(event(id, "AllowTestTraffic")).isEqualTo("Skipped");
        assertThat(event(id, "AllowTraffic")).isEqualTo("InProgress");
    }
}
