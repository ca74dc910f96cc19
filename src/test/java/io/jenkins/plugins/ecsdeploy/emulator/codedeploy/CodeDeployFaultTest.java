package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Faults are for the calls of CodeDeploy, too. */
class CodeDeployFaultTest extends CodeDeployTestBase {
    @Test
    void throttledCallsDoNothing() {
        emulator.faults().throttle("CreateDeployment", 1);
        assertThat(refused("CreateDeployment", request())).isEqualTo("ThrottlingException");
        assertThat(web.group().deployments()).hasSize(1);
        assertThat(refused("CreateDeployment", request())).isNull();
    }

    @Test
    void aCutConnectionIsOfACallThatWasNotDone() {
        emulator.faults().cut("CreateDeployment");
        assertThatThrownBy(this::deploy).isInstanceOf(UncheckedIOException.class);
        assertThat(web.group().deployments()).hasSize(1);
    }

    @Test
    void aLostAnswerIsOfACallThatWasDoneAndOnlyTheTextOfTheNextTellsItsId() {
        emulator.faults().lostAnswer("CreateDeployment");
        assertThatThrownBy(this::deploy).isInstanceOf(UncheckedIOException.class);
        String id = web.group().deployments().get(0);
        assertThat(web.group().deployments()).hasSize(2);
        assertThat(emulator.calls("CreateDeployment")).singleElement().matches(Call::done);
        assertThat(call("CreateDeployment", request()).path("message").asText()).contains(id);
    }

    @Test
    void otherAlarmsThanTheGroupsNeedThePermissionToChangeTheGroup() {
        emulator.faults().deny("UpdateDeploymentGroup");
        assertThat(call(
                                "CreateDeployment",
                                request()
                                        .set(
                                                "overrideAlarmConfiguration",
                                                Json.object().put("enabled", false)))
                        .path("message")
                        .asText())
                .contains("codedeploy:UpdateDeploymentGroup");
        assertThat(refused("CreateDeployment", request())).isNull();
    }

    @Test
    void aDenialNamesTheActionAndTheGroup() {
        emulator.faults().deny("CreateDeployment");
        emulator.faults().deny("GetDeployment");
        emulator.faults().deny("GetDeploymentConfig");
        String group = "arn:aws:codedeploy:eu-central-1:123456789012:deploymentgroup:" + APPLICATION + "/" + GROUP;
        JsonNode denied = call("CreateDeployment", request().put("deploymentConfigName", "any"));
        assertThat(denied.path("__type").asText()).isEqualTo("AccessDeniedException");
        assertThat(denied.path("message").asText())
                .contains("is not authorized to perform: codedeploy:CreateDeployment on resource: " + group);
        assertThat(call("GetDeployment", id(web.group().deployments().get(0)))
                        .path("message")
                        .asText())
                .contains("codedeploy:GetDeployment on resource: " + group);
        assertThat(call("GetDeploymentConfig", "{\"deploymentConfigName\": \"own\"}")
                        .path("message")
                        .asText())
                .contains("arn:aws:codedeploy:eu-central-1:123456789012:deploymentconfig:own");
    }
}
