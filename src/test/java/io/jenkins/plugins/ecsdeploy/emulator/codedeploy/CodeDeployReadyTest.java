package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wait for ContinueDeployment, which a group with STOP_DEPLOYMENT has before it moves traffic. */
class CodeDeployReadyTest extends CodeDeployTestBase {
    private static final int UNTIL_READY = 2 + 60 + 5;

    @BeforeEach
    void waits() {
        web.group().readyWait(Duration.ofMinutes(180), true);
    }

    private static ObjectNode resume(String id, String wait) {
        return id(id).put("deploymentWaitType", wait);
    }

    @Test
    void theGroupSaysHowLongItWaits() {
        ObjectNode group = (ObjectNode) call("GetDeploymentGroup", named()).path("deploymentGroupInfo");
        assertThat(group.at("/blueGreenDeploymentConfiguration/deploymentReadyOption/actionOnTimeout")
                        .asText())
                .isEqualTo("STOP_DEPLOYMENT");
        assertThat(group.at("/blueGreenDeploymentConfiguration/deploymentReadyOption/waitTimeInMinutes")
                        .asInt())
                .isEqualTo(180);
    }

    @Test
    void isReadyWithNewTasksThatGetTestTrafficAlone() {
        String id = deploy();
        pass(UNTIL_READY - 1);
        assertThat(status(id)).isEqualTo("InProgress");
        pass(1);
        assertThat(status(id)).isEqualTo("Ready");
        assertThat(target(id).path("status").asText()).isEqualTo("Ready");
        assertThat(event(id, "AfterAllowTestTraffic")).isEqualTo("Succeeded");
        assertThat(event(id, "BeforeAllowTraffic")).isEqualTo("Pending");
        assertThat(weight(id, "Green")).isZero();
    }

    @Test
    void goesOnWhenItIsContinuedButOnlyOnce() {
        String id = deploy();
        assertThat(refused("ContinueDeployment", resume(id, "READY_WAIT")))
                .isEqualTo("DeploymentIsNotInReadyStateException");
        pass(UNTIL_READY);
        assertThat(refused("ContinueDeployment", resume(id, "SOME_WAIT")))
                .isEqualTo("InvalidDeploymentWaitTypeException");
        assertThat(refused("ContinueDeployment", resume(id, "TERMINATION_WAIT")))
                .isEqualTo("InvalidDeploymentStatusException");
        assertThat(refused("ContinueDeployment", resume(id, "READY_WAIT"))).isNull();
        assertThat(refused("ContinueDeployment", resume(id, "READY_WAIT")))
                .isEqualTo("DeploymentIsNotInReadyStateException");
        assertThat(weight(id, "Green")).isEqualTo(100);
        pass(10);
        assertThat(status(id)).isEqualTo("Succeeded");
        assertThat(refused("ContinueDeployment", resume(id, "READY_WAIT")))
                .isEqualTo("DeploymentAlreadyCompletedException");
    }

    @Test
    void isStoppedWhenNobodyContinuesItAndTheOldTasksServeOn() {
        String id = deploy();
        pass(UNTIL_READY + 180 * 60 - 1);
        assertThat(status(id)).isEqualTo("Ready");
        pass(1);
        assertThat(status(id)).isEqualTo("Stopped");
        assertThat(deployment(id).path("rollbackInfo")).isEmpty();
        pass(20);
        assertThat(service().path("taskSets")).hasSize(1);
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:1");
    }

    @Test
    void isGoneBackFromIfTheGroupDoesSoOnRequest() {
        web.group().autoRollback("DEPLOYMENT_STOP_ON_REQUEST");
        String id = deploy();
        pass(UNTIL_READY + 180 * 60 + 1);
        assertThat(deployment(id).at("/rollbackInfo/rollbackDeploymentId").asText())
                .isEqualTo(web.group().deployments().get(0));
    }

    @Test
    void canBeStoppedWhileItWaits() {
        String id = deploy();
        pass(UNTIL_READY);
        assertThat(call("StopDeployment", id(id).put("autoRollbackEnabled", true))
                        .path("status")
                        .asText())
                .isEqualTo("Succeeded");
        assertThat(status(id)).isEqualTo("Stopped");
        pass(30);
        assertThat(service().path("taskSets")).hasSize(1);
    }

    @Test
    void aGroupThatContinuesAtOnceIsNeverReady() {
        web.group().readyWait(Duration.ofMinutes(180), false);
        String id = deploy();
        pass(UNTIL_READY);
        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(weight(id, "Green")).isEqualTo(100);
    }
}
