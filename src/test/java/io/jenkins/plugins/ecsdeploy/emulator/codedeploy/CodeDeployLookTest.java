package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Digests;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the calls show that change nothing. */
class CodeDeployLookTest extends CodeDeployTestBase {
    @Test
    void theGroupSaysWhatItDeploysToAndHow() {
        web.group().autoRollback("DEPLOYMENT_FAILURE").alarms("errors").terminationWait(Duration.ofMinutes(5));
        String first = web.group().deployments().get(0);
        String id = deploy();
        JsonNode group = call("GetDeploymentGroup", named()).path("deploymentGroupInfo");
        assertThat(group.path("computePlatform").asText()).isEqualTo("ECS");
        assertThat(group.at("/ecsServices/0/serviceName").asText()).isEqualTo("web");
        assertThat(group.at("/ecsServices/0/clusterName").asText()).isEqualTo("c1");
        assertThat(group.at("/blueGreenDeploymentConfiguration/deploymentReadyOption/actionOnTimeout")
                        .asText())
                .isEqualTo("CONTINUE_DEPLOYMENT");
        assertThat(group.at("/blueGreenDeploymentConfiguration/terminateBlueInstancesOnDeploymentSuccess"
                                + "/terminationWaitTimeInMinutes")
                        .asInt())
                .isEqualTo(5);
        assertThat(group.at("/loadBalancerInfo/targetGroupPairInfoList/0/targetGroups"))
                .hasSize(2);
        assertThat(group.at("/autoRollbackConfiguration/events/0").asText()).isEqualTo("DEPLOYMENT_FAILURE");
        assertThat(group.at("/alarmConfiguration/alarms/0/name").asText()).isEqualTo("errors");
        assertThat(group.at("/lastAttemptedDeployment/deploymentId").asText()).isEqualTo(id);
        assertThat(group.at("/lastSuccessfulDeployment/deploymentId").asText()).isEqualTo(first);
        web.group().servicesAsArns(true);
        assertThat(call("GetDeploymentGroup", named())
                        .at("/deploymentGroupInfo/ecsServices/0/serviceName")
                        .asText())
                .isEqualTo(web.arn());
    }

    @Test
    void theGroupCanBeChanged() {
        call("UpdateDeploymentGroup", """
                {"applicationName": "AppECS-c1-web", "currentDeploymentGroupName": "DgpECS-c1-web",
                 "deploymentConfigName": "CodeDeployDefault.ECSCanary10Percent5Minutes",
                 "autoRollbackConfiguration": {"enabled": true, "events": ["DEPLOYMENT_FAILURE"]},
                 "alarmConfiguration": {"enabled": true, "alarms": [{"name": "errors"}]},
                 "blueGreenDeploymentConfiguration": {
                   "deploymentReadyOption": {"actionOnTimeout": "STOP_DEPLOYMENT", "waitTimeInMinutes": 10},
                   "terminateBlueInstancesOnDeploymentSuccess": {"action": "KEEP_ALIVE"}}}
                """);
        JsonNode group = call("GetDeploymentGroup", named()).path("deploymentGroupInfo");
        assertThat(group.path("deploymentConfigName").asText()).endsWith("Canary10Percent5Minutes");
        assertThat(group.at("/autoRollbackConfiguration/events/0").asText()).isEqualTo("DEPLOYMENT_FAILURE");
        assertThat(group.at("/alarmConfiguration/alarms/0/name").asText()).isEqualTo("errors");
        JsonNode blueGreen = group.path("blueGreenDeploymentConfiguration");
        assertThat(blueGreen.at("/deploymentReadyOption/waitTimeInMinutes").asInt())
                .isEqualTo(10);
        assertThat(blueGreen
                        .at("/terminateBlueInstancesOnDeploymentSuccess/action")
                        .asText())
                .isEqualTo("KEEP_ALIVE");
    }

    @Test
    void applicationsAndGroupsAreFoundByTheirNames() {
        emulator.codeDeploy().application("lambdas", "Lambda");
        assertThat(call("ListApplications", "{}").path("applications"))
                .extracting(JsonNode::asText)
                .containsExactly(APPLICATION, "lambdas");
        assertThat(call("BatchGetApplications", "{\"applicationNames\": [\"lambdas\", \"AppECS-c1-web\"]}")
                        .path("applicationsInfo"))
                .extracting(info -> info.path("computePlatform").asText())
                .containsExactly("Lambda", "ECS");
        assertThat(call("ListDeploymentGroups", named()).path("deploymentGroups"))
                .extracting(JsonNode::asText)
                .containsExactly(GROUP);
        ObjectNode batch = Json.object().put("applicationName", APPLICATION);
        batch.putArray("deploymentGroupNames").add(GROUP).add("none");
        JsonNode groups = call("BatchGetDeploymentGroups", batch);
        assertThat(groups.path("deploymentGroupsInfo")).hasSize(1);
        assertThat(groups.path("errorMessage").asText()).contains("none");
    }

    @Test
    void configurationsSayHowTrafficMoves() {
        emulator.codeDeploy().linear("Fifths", 20, 7);
        JsonNode config = call("GetDeploymentConfig", "{\"deploymentConfigName\": \"Fifths\"}")
                .path("deploymentConfigInfo");
        assertThat(config.path("computePlatform").asText()).isEqualTo("ECS");
        assertThat(config.at("/trafficRoutingConfig/type").asText()).isEqualTo("TimeBasedLinear");
        assertThat(config.at("/trafficRoutingConfig/timeBasedLinear/linearPercentage")
                        .asInt())
                .isEqualTo(20);
        assertThat(config.at("/trafficRoutingConfig/timeBasedLinear/linearInterval")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void deploymentsAreListedTheNewestFirstAndByTheirTime() {
        String first = web.group().deployments().get(0);
        pass(60);
        String id = deploy();
        assertThat(call("ListDeployments", named()).path("deployments"))
                .extracting(JsonNode::asText)
                .containsExactly(id, first);
        ObjectNode open = named();
        open.putArray("includeOnlyStatuses").add("Created").add("InProgress");
        assertThat(call("ListDeployments", open).path("deployments"))
                .extracting(JsonNode::asText)
                .containsExactly(id);
        ObjectNode since = named();
        since.putObject("createTimeRange").put("start", EmulatorClock.START.getEpochSecond());
        assertThat(call("ListDeployments", since).path("deployments"))
                .extracting(JsonNode::asText)
                .containsExactly(id);
        ObjectNode batch = Json.object();
        batch.putArray("deploymentIds").add(first).add(id);
        assertThat(call("BatchGetDeployments", batch).path("deploymentsInfo"))
                .extracting(info -> info.path("status").asText())
                .containsExactly("Succeeded", "Created");
    }

    @Test
    void onlyTheRevisionItselfShowsItsContent() {
        ObjectNode request = request();
        String content = request.at("/revision/appSpecContent/content").asText();
        String id = deploy(request);
        ObjectNode revision = Json.object().put("applicationName", APPLICATION);
        revision.set("revision", deployment(id).path("revision"));
        JsonNode shown = call("GetApplicationRevision", revision);
        assertThat(shown.at("/revision/appSpecContent/content").asText()).isEqualTo(content);
        assertThat(shown.at("/revisionInfo/deploymentGroups/0").asText()).isEqualTo(GROUP);
    }

    @Test
    void aRevisionCanBeRegisteredBeforeItIsDeployed() {
        ObjectNode request = request().put("description", "of build 8");
        request.remove("deploymentGroupName");
        assertThat(call("RegisterApplicationRevision", request)).isEmpty();
        JsonNode shown = call("GetApplicationRevision", hashOnly(request));
        assertThat(shown.at("/revisionInfo/description").asText()).isEqualTo("of build 8");
        assertThat(shown.at("/revisionInfo").has("firstUsedTime")).isFalse();
    }

    private static ObjectNode hashOnly(ObjectNode request) {
        byte[] content = request.at("/revision/appSpecContent/content").asText().getBytes(StandardCharsets.UTF_8);
        ObjectNode result = Json.object().put("applicationName", APPLICATION);
        result.putObject("revision")
                .put("revisionType", "AppSpecContent")
                .putObject("appSpecContent")
                .put("sha256", Digests.hex(Digests.sha256(content)));
        return result;
    }
}
