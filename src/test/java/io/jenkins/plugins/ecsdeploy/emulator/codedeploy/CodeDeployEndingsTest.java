package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deployments that do not end well: hooks, tasks, alarms, people. */
class CodeDeployEndingsTest extends CodeDeployTestBase {
    private static final String HOOK = "Hooks: [{AfterAllowTestTraffic: smoke-test}]";

    private String error(String id) {
        return deployment(id).at("/errorInformation/code").asText();
    }

    /** The deployment that goes back for this one, or "". */
    private String rollback(String id) {
        return deployment(id).at("/rollbackInfo/rollbackDeploymentId").asText();
    }

    @Test
    void aHookThatFailsEndsTheDeploymentAndShowsItsLog() {
        web.group().hook("AfterAllowTestTraffic", Hook.fails("HTTP 502 from :8080"));
        String id = deploy(request(HOOK));
        pass(72);
        assertThat(status(id)).isEqualTo("Failed");
        assertThat(error(id)).isEqualTo("HOOK_EXECUTION_FAILURE");
        JsonNode event = eventOf(id, "AfterAllowTestTraffic");
        assertThat(event.path("status").asText()).isEqualTo("Failed");
        assertThat(event.at("/diagnostics/errorCode").asText()).isEqualTo("ScriptFailed");
        assertThat(event.at("/diagnostics/scriptName").asText()).isEqualTo("smoke-test");
        assertThat(event.at("/diagnostics/logTail").asText()).isEqualTo("HTTP 502 from :8080");
        assertThat(event(id, "AllowTraffic")).isEqualTo("Skipped");
        assertThat(rollback(id)).isEmpty();
        pass(600);
        assertThat(service().path("taskSets")).hasSize(2);
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:1");
    }

    @Test
    void aHookThatNeverAnswersFailsAfterAnHour() {
        web.group().hook("AfterAllowTestTraffic", Hook.neverAnswers());
        String id = deploy(request(HOOK));
        pass(67 + 3599);
        assertThat(event(id, "AfterAllowTestTraffic")).isEqualTo("InProgress");
        pass(1);
        assertThat(status(id)).isEqualTo("Failed");
        assertThat(eventOf(id, "AfterAllowTestTraffic")
                        .at("/diagnostics/errorCode")
                        .asText())
                .isEqualTo("ScriptTimedOut");
    }

    @Test
    void aHookIsOnlyRunIfTheAppSpecNamesIt() {
        web.group().hook("AfterAllowTestTraffic", Hook.fails("never seen"));
        String id = deploy();
        pass(80);
        assertThat(status(id)).isEqualTo("Succeeded");
    }

    @Test
    void anAutomaticRollbackIsADeploymentOfItsOwn() {
        web.group().autoRollback("DEPLOYMENT_FAILURE").hook("AfterAllowTraffic", Hook.fails(""));
        String before = web.group().deployments().get(0);
        String id = deploy(request("Hooks: [{AfterAllowTraffic: check}]"));
        pass(77);
        assertThat(status(id)).isEqualTo("Failed");
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:2");
        assertThat(rollback(id)).isEmpty();
        pass(1);
        String back = rollback(id);
        assertThat(web.group().deployments()).containsExactly(back, id, before);
        JsonNode shown = deployment(back);
        assertThat(shown.path("creator").asText()).isEqualTo("codeDeployRollback");
        assertThat(shown.at("/rollbackInfo/rollbackTriggeringDeploymentId").asText())
                .isEqualTo(id);
        assertThat(shown.path("revision")).isEqualTo(deployment(before).path("revision"));
        pass(6);
        assertThat(status(back)).isEqualTo("Succeeded");
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:1");
        assertThat(weight(back, "Blue")).isEqualTo(100);
        pass(10);
        assertThat(service().path("taskSets")).hasSize(1);
        assertThat(status(id)).isEqualTo("Failed");
    }

    @Test
    void aRollbackCanFailToo() {
        web.group()
                .autoRollback(true)
                .rollbackFails("ECS_UPDATE_ERROR", "no")
                .hook("AfterAllowTestTraffic", Hook.fails(""));
        String id = deploy(request(HOOK));
        pass(75);
        String back = rollback(id);
        assertThat(status(back)).isEqualTo("Failed");
        assertThat(error(back)).isEqualTo("ECS_UPDATE_ERROR");
        assertThat(rollback(back)).isEmpty();
    }

    @Test
    void duringBeforeInstallThereIsNothingToGoBackFrom() {
        web.group().autoRollback(true).hook("BeforeInstall", Hook.fails(""));
        String id = deploy(request("Hooks: [{BeforeInstall: check}]"));
        pass(60);
        assertThat(status(id)).isEqualTo("Failed");
        assertThat(rollback(id)).isEmpty();
        assertThat(deployment(id).at("/rollbackInfo/rollbackMessage").asText()).isNotEmpty();
    }

    @Test
    void crashingTasksHoldInstallForAnHour() {
        web.scene(Scene.crash(3));
        String id = deploy();
        pass(2 + 3599);
        assertThat(event(id, "Install")).isEqualTo("InProgress");
        assertThat(web.events()).anyMatch(event -> event.contains(" is unable to consistently start tasks"));
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:1");
        assertThat(service().at("/taskSets/1/runningCount").asInt()).isEqualTo(2);
        pass(1);
        assertThat(status(id)).isEqualTo("Failed");
        assertThat(error(id)).isEqualTo("TIMEOUT");
    }

    @Test
    void whatEcsRefusesFailsInstall() {
        String id = deploy(with(named(), """
                version: 0.0
                Resources:
                  - TargetService:
                      Type: AWS::ECS::Service
                      Properties:
                        TaskDefinition: arn:aws:ecs:eu-central-1:123456789012:task-definition/web:9
                        LoadBalancerInfo: {ContainerName: web, ContainerPort: 8080}
                """));
        pass(2);
        assertThat(status(id)).isEqualTo("Failed");
        assertThat(error(id)).isEqualTo("ECS_UPDATE_ERROR");
    }

    @Test
    void anAlarmStopsTheDeployment() {
        web.group().alarms("errors", "latency").autoRollback("DEPLOYMENT_STOP_ON_ALARM");
        web.scene(Scene.alarm(Duration.ofSeconds(40), "errors"));
        String id = deploy();
        pass(39);
        assertThat(status(id)).isEqualTo("InProgress");
        pass(1);
        assertThat(status(id)).isEqualTo("Stopped");
        assertThat(error(id)).isEqualTo("ALARM_ACTIVE");
        assertThat(deployment(id).at("/errorInformation/message").asText())
                .contains("errors")
                .doesNotContain("latency");
        pass(1);
        assertThat(rollback(id)).isNotEmpty();
    }

    @Test
    void aRedAlarmStopsItAtTheStartUnlessItIsIgnored() {
        web.group().alarms("errors").red("errors", true);
        String id = deploy();
        pass(2);
        assertThat(status(id)).isEqualTo("Stopped");
        assertThat(error(id)).isEqualTo("ALARM_ACTIVE");
        ObjectNode off = Json.object().put("enabled", false);
        off.putArray("alarms").addObject().put("name", "errors");
        id = deploy(request().set("overrideAlarmConfiguration", off));
        pass(80);
        assertThat(status(id)).isEqualTo("Succeeded");
    }

    @Test
    void stopLeavesEverythingAsItIsAndTheNextDeploymentTakesTheRestAway() {
        web.group().config("CodeDeployDefault.ECSCanary10Percent5Minutes");
        String id = deploy();
        pass(70);
        assertThat(call("StopDeployment", id(id)).path("status").asText()).isEqualTo("Pending");
        assertThat(status(id)).isEqualTo("InProgress");
        pass(2);
        assertThat(status(id)).isEqualTo("Stopped");
        assertThat(error(id)).isEqualTo("MANUAL_STOP");
        assertThat(weight(id, "Green")).isEqualTo(10);
        assertThat(refused("StopDeployment", id(id))).isEqualTo("DeploymentAlreadyCompletedException");
        pass(600);
        assertThat(service().path("taskSets")).hasSize(2);
        assertThat(rollback(id)).isEmpty();
        String next = deploy();
        pass(12);
        assertThat(service().path("taskSets"))
                .extracting(set -> set.path("externalId").asText())
                .contains(next)
                .doesNotContain(id)
                .hasSize(2);
    }

    @Test
    void stopRollsBackIfItIsTold() {
        String id = deploy();
        pass(10);
        call("StopDeployment", id(id).put("autoRollbackEnabled", true));
        pass(3);
        assertThat(status(rollback(id))).isEqualTo("Created");
        assertThat(refused("CreateDeployment", request())).isEqualTo("DeploymentLimitExceededException");
        pass(6);
        assertThat(status(rollback(id))).isEqualTo("Succeeded");
    }

    @Test
    void duringTheTerminationWaitTheOldTasksCanStillTakeOver() {
        web.group().terminationWait(Duration.ofMinutes(60));
        String id = deploy();
        pass(600);
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:2");
        assertThat(call("StopDeployment", id(id).put("autoRollbackEnabled", true))
                        .path("status")
                        .asText())
                .isEqualTo("Succeeded");
        pass(20);
        assertThat(status(rollback(id))).isEqualTo("Succeeded");
        assertThat(service().path("taskDefinition").asText()).endsWith("/web:1");
        assertThat(service().path("taskSets")).hasSize(1);
        assertThat(service().path("runningCount").asInt()).isEqualTo(2);
    }

    @Test
    void theRequestsOwnRollbackConfigurationStandsInPlaceOfTheGroups() {
        web.group().autoRollback(true);
        String id =
                deploy(request().set("autoRollbackConfiguration", Json.object().put("enabled", false)));
        pass(10);
        call("StopDeployment", id(id));
        pass(10);
        assertThat(status(id)).isEqualTo("Stopped");
        assertThat(rollback(id)).isEmpty();
    }

    @Test
    void anErrorCodeCanBePlayed() {
        web.group().fails("IAM_ROLE_PERMISSIONS", "CodeDeploy may not describe load balancers.");
        String id = deploy();
        pass(2);
        assertThat(error(id)).isEqualTo("IAM_ROLE_PERMISSIONS");
    }

    @Test
    void aServiceThatIsGoneFailsTheDeployment() {
        String id = deploy();
        web.status("INACTIVE");
        pass(2);
        assertThat(error(id)).isEqualTo("INVALID_ECS_SERVICE");
    }

    @Test
    void aDeploymentOfCloudFormationCannotBeStopped() {
        String id = web.group().deploy("web:2", "CloudFormation");
        assertThat(refused("StopDeployment", id(id))).isEqualTo("UnsupportedActionForDeploymentTypeException");
    }
}
