package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal with CodeDeploy's own error code. */
class CodeDeployRefusalTest extends CodeDeployTestBase {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GetApplication | {} | ApplicationNameRequiredException
            GetApplication | {"applicationName": "none"} | ApplicationDoesNotExistException
            BatchGetApplications | {"applicationNames": ["none"]} | ApplicationDoesNotExistException
            GetDeploymentGroup | {"applicationName": "AppECS-c1-web"} | DeploymentGroupNameRequiredException
            GetDeploymentGroup | {"applicationName": "AppECS-c1-web", "deploymentGroupName": "none"} | DeploymentGroupDoesNotExistException
            GetDeploymentConfig | {} | DeploymentConfigNameRequiredException
            GetDeploymentConfig | {"deploymentConfigName": "none"} | DeploymentConfigDoesNotExistException
            GetDeployment | {} | DeploymentIdRequiredException
            GetDeployment | {"deploymentId": "42"} | InvalidDeploymentIdException
            GetDeployment | {"deploymentId": "d-ABCDEFGHI"} | DeploymentDoesNotExistException
            BatchGetDeployments | {"deploymentIds": []} | DeploymentIdRequiredException
            BatchGetDeployments | {"deploymentIds": ["42"]} | InvalidDeploymentIdException
            ListDeployments | {"applicationName": "AppECS-c1-web"} | DeploymentGroupNameRequiredException
            ListDeployments | {"deploymentGroupName": "DgpECS-c1-web"} | ApplicationNameRequiredException
            ListDeployments | {"includeOnlyStatuses": ["Running"]} | InvalidDeploymentStatusException
            ListDeployments | {"createTimeRange": {"start": 2, "end": 1}} | InvalidTimeRangeException
            ListDeployments | {"nextToken": "x"} | InvalidNextTokenException
            StopDeployment | {"deploymentId": "d-ABCDEFGHI"} | DeploymentDoesNotExistException
            GetApplicationRevision | {"applicationName": "AppECS-c1-web"} | RevisionRequiredException
            GetApplicationRevision | {"applicationName": "AppECS-c1-web", "revision": {"revisionType": "AppSpecContent", "appSpecContent": {"sha256": "00"}}} | RevisionDoesNotExistException
            DeleteApplication | {"applicationName": "AppECS-c1-web"} | UnknownOperationException
            """)
    void looks(String action, String body, String code) {
        assertThat(call(action, body).path("__type").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            applicationName | "none" | ApplicationDoesNotExistException
            deploymentGroupName | null | DeploymentGroupNameRequiredException
            deploymentConfigName | "none" | DeploymentConfigDoesNotExistException
            deploymentConfigName | "CodeDeployDefault.OneAtATime" | InvalidDeploymentConfigNameException
            revision | null | RevisionRequiredException
            revision | {"revisionType": "S3", "s3Location": {"bucket": "b", "key": "k"}} | InvalidRevisionException
            autoRollbackConfiguration | {"enabled": true} | InvalidAutoRollbackConfigException
            autoRollbackConfiguration | {"enabled": true, "events": ["RAIN"]} | InvalidAutoRollbackConfigException
            overrideAlarmConfiguration | {"enabled": true} | InvalidAlarmConfigException
            overrideAlarmConfiguration | {"alarms": [{"name": "a"}, {"name": "a"}]} | InvalidAlarmConfigException
            targetInstances | {} | InvalidTargetInstancesException
            ignoreApplicationStopFailures | true | InvalidIgnoreApplicationStopFailuresValueException
            updateOutdatedInstancesOnly | true | InvalidUpdateOutdatedInstancesOnlyValueException
            """)
    void createDeployment(String member, String value, String code) {
        assertThat(refused("CreateDeployment", request().set(member, read(value))))
                .isEqualTo(code);
        assertThat(web.group().deployments()).hasSize(1);
    }

    @Test
    void theDescriptionHas256CharactersAtMost() {
        assertThat(refused("CreateDeployment", request().put("description", "x".repeat(257))))
                .isEqualTo("DescriptionTooLongException");
        assertThat(refused("CreateDeployment", request().put("description", "x".repeat(256))))
                .isNull();
    }

    @Test
    void moreThanTenAlarmsAreTooMany() {
        ArrayNode alarms = Json.array();
        for (int i = 0; i < 11; i++) {
            alarms.addObject().put("name", "a" + i);
        }
        ObjectNode override = Json.object().put("enabled", true).set("alarms", alarms);
        assertThat(refused("CreateDeployment", request().set("overrideAlarmConfiguration", override)))
                .isEqualTo("AlarmsLimitExceededException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "just text",
                "{",
                "version: 0.0",
                "version: 0.0\nResources: []",
                "version: 0.0\nResources: [{T: {Type: AWS::Lambda::Function, Properties: {}}}]",
                "version: 0.0\nResources: [{T: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}}]",
                "version: 0.0\nResources: [{T: {Type: AWS::ECS::Service, Properties: {TaskDefinition: 'arn:x'}}}]",
                "version: 0.0\nResources: [{T: {Type: AWS::ECS::Service, Properties: {TaskDefinition: 'arn:x',"
                        + " LoadBalancerInfo: {ContainerName: web, ContainerPort: '80'}}}}]",
                "version: 0.0\nResources: [{T: {Type: AWS::ECS::Service, Properties: {TaskDefinition: 'arn:x',"
                        + " LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}}}}]\nHooks: [{Install: f}]"
            })
    void whatIsNoAppSpec(String content) {
        assertThat(refused("CreateDeployment", with(named(), content))).isEqualTo("InvalidRevisionException");
    }

    @Test
    void aHashOfSomethingElse() {
        ObjectNode request = request();
        ((ObjectNode) request.at("/revision/appSpecContent")).put("sha256", "00");
        assertThat(refused("CreateDeployment", request)).isEqualTo("InvalidRevisionException");
    }

    @Test
    void theAppSpecMayBeWrittenAsGithubsActionDoes() {
        String content = request().at("/revision/appSpecContent/content").asText();
        String lower = content.replace("Resources", "resources")
                .replace("Type:", "type:")
                .replace("Properties", "properties")
                .replace("TaskDefinition:", "taskDefinition:")
                .replace("LoadBalancerInfo", "loadBalancerInfo")
                .replace("ContainerName", "containerName")
                .replace("ContainerPort", "containerPort")
                .replace("0.0", "0");
        assertThat(refused("CreateDeployment", with(named(), lower))).isNull();
    }

    @Test
    void aSecondDeploymentIsRefusedAndItsTextNamesTheFirst() {
        String id = deploy();
        JsonNode refusal = call("CreateDeployment", request());
        assertThat(refusal.path("__type").asText()).isEqualTo("DeploymentLimitExceededException");
        assertThat(refusal.path("message").asText())
                .isEqualTo("The Deployment Group 'DgpECS-c1-web' already has an active Deployment '" + id + "'");
        pass(80);
        assertThat(refused("CreateDeployment", request())).isNull();
    }

    @Test
    void aNetworkLoadBalancerShiftsAllAtOnce() {
        web.group().networkLoadBalancer().config("CodeDeployDefault.ECSCanary10Percent5Minutes");
        assertThat(refused("CreateDeployment", request())).isEqualTo("InvalidTrafficRoutingConfigurationException");
        assertThat(refused("CreateDeployment", request().put("deploymentConfigName", "CodeDeployDefault.ECSAllAtOnce")))
                .isNull();
    }

    @Test
    void theTargetMustBeTheOneOfTheDeployment() {
        String id = deploy();
        pass(2);
        assertThat(refused("GetDeploymentTarget", id(id))).isEqualTo("DeploymentTargetIdRequiredException");
        assertThat(refused("GetDeploymentTarget", id(id).put("targetId", "web")))
                .isEqualTo("InvalidDeploymentTargetIdException");
        assertThat(refused("GetDeploymentTarget", id(id).put("targetId", "c1:api")))
                .isEqualTo("DeploymentTargetDoesNotExistException");
        ObjectNode two = id(id);
        two.putArray("targetIds").add("c1:web").add("c1:web");
        assertThat(refused("BatchGetDeploymentTargets", two)).isEqualTo("DeploymentTargetListSizeExceededException");
        two.putArray("targetIds").add("c1:web");
        assertThat(call("BatchGetDeploymentTargets", two).path("deploymentTargets"))
                .hasSize(1);
    }

    @Test
    void aBatchHas25DeploymentsAtMost() {
        ObjectNode request = Json.object();
        ArrayNode ids = request.putArray("deploymentIds");
        for (int i = 0; i < 26; i++) {
            ids.add("d-ABCDEFGHI");
        }
        assertThat(refused("BatchGetDeployments", request)).isEqualTo("BatchLimitExceededException");
        ids.remove(0);
        assertThat(call("BatchGetDeployments", request).path("deploymentsInfo")).isEmpty();
    }
}
