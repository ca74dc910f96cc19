package io.jenkins.plugins.ecsdeploy.engine.appspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An AppSpec is its author's: only the task definition is put in, and mistakes are named before anything is done. */
class AppSpecTest {
    private static final String ARN = "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:2";
    private static final String YAML = """
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo:
                      ContainerName: web
                      ContainerPort: 80
            Hooks:
              - BeforeAllowTraffic: check-it
            """;

    @Test
    void yamlBecomesJsonWithTheRevision() throws Exception {
        assertThat(sent(YAML))
                .isEqualTo(Json.MAPPER.readTree("{\"version\":0.0,\"Resources\":[{\"TargetService\":"
                        + "{\"Type\":\"AWS::ECS::Service\",\"Properties\":{\"TaskDefinition\":\"" + ARN + "\","
                        + "\"LoadBalancerInfo\":{\"ContainerName\":\"web\",\"ContainerPort\":80}}}}],"
                        + "\"Hooks\":[{\"BeforeAllowTraffic\":\"check-it\"}]}"));
    }

    /** GitHub's deploy action and the AWS CLI find keys in any case, and leave the case as it is. */
    @Test
    void keysMayHaveAnyCaseAndKeepIt() throws Exception {
        String text = "{\"resources\":[{\"targetService\":{\"type\":\"AWS::ECS::Service\",\"properties\":"
                + "{\"taskdefinition\":\"arn of before\",\"loadBalancerInfo\":"
                + "{\"containerName\":\"web\",\"containerPort\":80},\"newKey\":[{\"a\":1}]}}}]}";
        assertThat(sent(text))
                .isEqualTo(Json.MAPPER.readTree(
                        text.replace("arn of before", ARN).replaceFirst("\\{", "{\"version\":0.0,")));
    }

    @Test
    void aRevisionThatIsNotThereIsAdded() throws Exception {
        JsonNode sent = sent(YAML.replace("        TaskDefinition: <TASK_DEFINITION>\n", ""));
        assertThat(sent.at("/Resources/0/TargetService/Properties/TaskDefinition")
                        .asText())
                .isEqualTo(ARN);
    }

    @Test
    void soAreVersionAndTypeWhichHaveOneValueOnly() throws Exception {
        assertThat(sent(YAML.replace("version: 0.0\n", "").replace("      Type: AWS::ECS::Service\n", "")))
                .isEqualTo(sent(YAML));
        assertThat(sent(YAML).fieldNames().next()).isEqualTo("version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "0", "\"0.0\"", "'0'", "0.00"})
    void theVersionMayBeWrittenInManyWays(String version) throws Exception {
        assertThat(sent(YAML.replace("version: 0.0", "version: " + version))
                        .path("version")
                        .asText())
                .isEqualTo(version.replaceAll("[\"']", ""));
    }

    /** A value that is filled in is a text, and CodeDeploy wants a number. */
    @Test
    void aPortIsSentAsANumber() throws Exception {
        AppSpec spec = AppSpec.read(
                "appspec.yaml",
                YAML.replace("ContainerPort: 80", "ContainerPort: ${PORT}"),
                Placeholders.of(Map.of("PORT", "80")));

        assertThat(Json.MAPPER.readTree(spec.text(ARN))).isEqualTo(sent(YAML));
    }

    @Test
    void jsonIsReadLikeYaml() throws Exception {
        assertThat(sent(Json.MAPPER.writeValueAsString(sent(YAML)))).isEqualTo(sent(YAML));
    }

    /** What is there already is not added again under another spelling. */
    @Test
    void nullStandsForNothing() throws Exception {
        assertThat(sent(YAML.replace("version: 0.0", "VERSION: null").replace("<TASK_DEFINITION>", "null"))
                        .toString())
                .contains("\"VERSION\":0.0", ARN)
                .doesNotContain("\"version\"");
    }

    @Test
    void codePipelinesTokenIsReplacedEverywhere() throws Exception {
        JsonNode sent = sent(YAML.replace("check-it", "\"check <TASK_DEFINITION>\""));
        assertThat(sent.at("/Hooks/0/BeforeAllowTraffic").asText()).isEqualTo("check " + ARN);
    }

    @Test
    void placeholdersAreFilledIn() throws Exception {
        AppSpec spec = AppSpec.read(
                "appspec.yaml", YAML.replace("check-it", "${HOOK}"), Placeholders.of(Map.of("HOOK", "a: \"b\"")));
        assertThat(Json.MAPPER
                        .readTree(spec.text(ARN))
                        .at("/Hooks/0/BeforeAllowTraffic")
                        .asText())
                .isEqualTo("a: \"b\"");
    }

    @Test
    void aPlaceholderWithoutAValueIsAnError() {
        assertThatThrownBy(() ->
                        AppSpec.read("appspec.yaml", YAML.replace("check-it", "${HOOK}"), Placeholders.of(Map.of())))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("appspec.yaml")
                .hasMessageContaining("${HOOK} has no value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | appspec.json is a list; an AppSpec is an object",
                "{\"version\":0.0} | appspec.json has no Resources. Add it",
                "{\"version\":0.0,\"Resource\":[]} | has no Resources, but Resource. Write Resources instead",
                "{\"version\":1,\"Resources\":[]} | version is 1; CodeDeploy knows version 0.0 only",
                "{\"Resources\":{}} | Resources is an object; a deployment to ECS is of one service",
                "{\"Resources\":[]} | Resources has 0 entries; a deployment to ECS is of one service",
                "{\"Resources\":[{},{}]} | Resources has 2 entries",
                "{\"Resources\":[],\"resources\":[]} | has Resources and resources, which mean the same",
                "{\"Resources\":[{\"myFunction\":{}}]} | Resources[0] has no TargetService. Add it",
                "{\"Resources\":[{\"TargetService\":1}]} | Resources[0].TargetService is a number",
                "{\"Resources\":[{\"TargetService\":{\"Type\":\"AWS::Lambda::Function\"}}]} | Type is \"AWS::Lambda::Function\"; a service of ECS needs \"AWS::ECS::Service\"",
                "{\"version\":\"latest\",\"Resources\":[]} | version is \"latest\"; CodeDeploy knows version 0.0 only",
                "{\"version\":[0.0],\"Resources\":[]} | version is [0.0]; CodeDeploy knows version 0.0 only",
                "{\"Resources\":[{\"TargetService\":{},\"Other\":{}}]} | Resources[0] has TargetService and Other; a deployment to ECS is of one service",
                "{\"Resources\":[{\"TargetService\":{\"Properties\":{\"LoadBalancerInfo\":{\"ContainerName\":\"web\",\"ContainerPort\":\"http\"}}}}]} | LoadBalancerInfo.ContainerPort is \"http\"; it has to be a number",
                "{\"Resources\":[{\"TargetService\":{\"Properties\":{\"NetworkConfiguration\":{\"AwsvpcConfiguration\":{\"Subnets\":[\"s\"]}},\"LoadBalancerInfo\":{\"ContainerName\":\"web\",\"ContainerPort\":80}}}}]} | AwsvpcConfiguration has no SecurityGroups; CodeDeploy takes Subnets, SecurityGroups and AssignPublicIp together",
                "{\"Resources\":[{\"TargetService\":{}}]} | Resources[0].TargetService has no Properties",
                "{\"Resources\":[{\"TargetService\":{\"Properties\":{}}}]} | Properties has no LoadBalancerInfo",
                "{\"Resources\":[{\"TargetService\":{\"Properties\":{\"LoadBalancerInfo\":{\"ContainerName\":\"web\"}}}}]} | LoadBalancerInfo has no ContainerPort",
            })
    void mistakesAreNamedWithPlaceAndRemedy(String text, String message) {
        assertThatThrownBy(() -> AppSpec.read("appspec.json", text, Placeholders.none()))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("appspec.json")
                .hasMessageContaining(message);
    }

    @Test
    void hooksAreOnlyWhereCodeDeployRunsThem() {
        assertThatThrownBy(() -> AppSpec.read(
                        "appspec.yaml", YAML.replace("BeforeAllowTraffic", "BeforAllowTraffic"), Placeholders.none()))
                .hasMessageContaining("appspec.yaml: Hooks has 'BeforAllowTraffic' (did you mean BeforeAllowTraffic?);"
                        + " CodeDeploy runs hooks of a deployment to ECS at BeforeInstall, ");
    }

    @Test
    void theContainerHasToBeInTheDefinition() {
        assertThatThrownBy(() -> check("ContainerName: wbe"))
                .hasMessageContaining("appspec.yaml: LoadBalancerInfo.ContainerName is 'wbe', which taskdef.json does"
                        + " not have (did you mean web?). Its containers are web, log");
    }

    @Test
    void andListenOnThePort() {
        assertThatThrownBy(() -> check("ContainerName: log"))
                .hasMessageContaining("ContainerPort is 80, but container log of taskdef.json has no portMappings");
        assertThatThrownBy(() -> check("ContainerName: web", "ContainerPort: 8080"))
                .hasMessageContaining("ContainerPort is 8080, but container web of taskdef.json has 80. Name one");
        check("ContainerName: web");
    }

    @Test
    void theHashIsThatOfTheText() {
        assertThat(AppSpec.sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theRevisionIsReadFromWhatWasDeployed() {
        assertThat(AppSpec.taskDefinition(
                                "it",
                                AppSpec.read("a", YAML, Placeholders.none()).text(ARN))
                        .asText())
                .isEqualTo(ARN);
    }

    private static void check(String name, String... port) {
        String text = YAML.replace("ContainerName: web", name);
        AppSpec.read(
                        "appspec.yaml",
                        port.length == 0 ? text : text.replace("ContainerPort: 80", port[0]),
                        Placeholders.none())
                .check(definition());
    }

    private static TaskDefinition definition() {
        try {
            return TaskDefinition.of(
                    "taskdef.json",
                    Json.MAPPER.readTree(
                            "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"w\","
                                    + "\"portMappings\":[{\"containerPort\":80}]},{\"name\":\"log\",\"image\":\"l\"}]}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode sent(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(
                AppSpec.read("appspec", text, Placeholders.none()).text(ARN));
    }
}
