package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** RegisterTaskDefinition and what is said of revisions afterwards. */
class EcsEmulatorRegistrationTest extends EmulatorTestBase {
    private static final String FARGATE = "{\"family\":\"f\",\"networkMode\":\"awsvpc\","
            + "\"requiresCompatibilities\":[\"FARGATE\"],\"cpu\":\".25 vCPU\",\"memory\":\"0.5 GB\","
            + "\"executionRoleArn\":\"arn:aws:iam::123456789012:role/exec\",\"containerDefinitions\":[{\"name\":\"f\","
            + "\"image\":\"123456789012.dkr.ecr.eu-central-1.amazonaws.com/f:1\","
            + "\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"g\"}},"
            + "\"portMappings\":[{\"containerPort\":80}]}]}";

    @Test
    void ecsFillsInItsDefaults() {
        TaskDefinition revision =
                ecs.describeTaskDefinition(r -> r.taskDefinition("web:1")).taskDefinition();
        ContainerDefinition container = revision.containerDefinitions().get(0);
        assertThat(container.cpu()).isZero();
        assertThat(container.essential()).isTrue();
        assertThat(container.hasEnvironment()).isTrue();
        assertThat(container.hasMountPoints()).isTrue();
        assertThat(container.hasVolumesFrom()).isTrue();
        assertThat(container.portMappings().get(0).protocolAsString()).isEqualTo("tcp");
        assertThat(container.portMappings().get(0).hostPort()).isZero();
        assertThat(revision.hasVolumes()).isTrue();
        assertThat(revision.hasPlacementConstraints()).isTrue();
        assertThat(revision.taskDefinitionArn())
                .isEqualTo("arn:aws:ecs:eu-central-1:123456789012:task-definition/web:1");
        assertThat(revision.revision()).isEqualTo(1);
        assertThat(revision.status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
        assertThat(revision.registeredAt()).isEqualTo(EmulatorClock.START);
        assertThat(revision.registeredBy()).startsWith("arn:aws:iam::123456789012:user/");
        assertThat(revision.compatibilitiesAsStrings()).containsExactly("EXTERNAL", "EC2");
        assertThat(revision.requiresAttributes()).isNotEmpty();
    }

    @Test
    void fargateHasDefaultsOfItsOwn() {
        emulator.registerTaskDefinition(FARGATE);
        TaskDefinition revision =
                ecs.describeTaskDefinition(r -> r.taskDefinition("f")).taskDefinition();
        assertThat(revision.cpu()).isEqualTo("256");
        assertThat(revision.memory()).isEqualTo("512");
        assertThat(revision.compatibilitiesAsStrings()).containsExactly("EC2", "FARGATE");
        assertThat(revision.containerDefinitions().get(0).portMappings().get(0).hostPort())
                .isEqualTo(80);
        assertThat(revision.requiresAttributes())
                .extracting(a -> a.name())
                .contains("ecs.capability.task-eni", "ecs.capability.execution-role-ecr-pull");
    }

    @Test
    void keysThatTheSdkDoesNotKnowSurvive() throws Exception {
        String document = WEB.replace("\"memory\"", "\"newKey\":{\"a\":[0,false,\"\"]},\"memory\"")
                .replace("{\"family\"", "{\"compatibilities\":[\"X\"],\"status\":\"?\",\"future\":1.50,\"family\"");
        emulator.registerTaskDefinition(document);
        String described = new RawCall(emulator)
                .call("DescribeTaskDefinition", "{\"taskDefinition\":\"web:3\"}")
                .body();
        JsonNode revision = Json.MAPPER.readTree(described).path("taskDefinition");
        assertThat(revision.path("containerDefinitions").path(0).path("newKey")).hasToString("{\"a\":[0,false,\"\"]}");
        assertThat(revision.path("future")).hasToString("1.50");
        assertThat(revision.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(revision.path("compatibilities")).hasSize(2);
    }

    @Test
    void tagsAreToldOnlyToWhoAsks() {
        emulator.registerTaskDefinition(
                WEB.replace("{\"family\"", "{\"tags\":[{\"key\":\"a\",\"value\":\"b\"}],\"family\""));
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition("web:3")).tags())
                .isEmpty();
        DescribeTaskDefinitionResponse answer =
                ecs.describeTaskDefinition(r -> r.taskDefinition("web:3").include(TaskDefinitionField.TAGS));
        assertThat(answer.tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("b"));
    }

    @Test
    void anEmptyRoleIsNone() {
        String arn = emulator.registerTaskDefinition(
                "{\"family\":\"f\",\"taskRoleArn\":\"\",\"executionRoleArn\":\"\",\"containerDefinitions\":["
                        + "{\"name\":\"f\",\"image\":\"i\",\"memory\":128}]}");

        assertThat(emulator.taskDefinition(arn)).doesNotContain("RoleArn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"family\":\"web\"          | \"family\":\" \"                     | Family should not be null or"
                        + " blank.",
                "\"family\":\"web\"          | \"family\":\"a b\"                   | Family contains invalid"
                        + " characters.",
                "\"name\":\"web\"            | \"name\":\"\"                        | Container.name should not be"
                        + " null or empty.",
                "\"image\":\"registry/web:1\"| \"image\":\"\"                       | Container.image should not be"
                        + " null or empty.",
                "\"image\":\"registry/web:1\"| \"image\":\"${IMAGE}\"               | Container.image contains invalid"
                        + " characters.",
                "\"memory\":128              | \"cpu\":1                            | At least one of 'memory' or"
                        + " 'memoryReservation'",
                "\"memory\":128              | \"memory\":128,\"essential\":false   | at least one essential container",
                "\"memory\":128              | \"memory\":1                         | at least 6 MiB",
                "\"memory\":128 | \"memory\":128,\"mountPoints\":[{\"sourceVolume\":\"v\"}]         | Unknown volume"
                        + " 'v'.",
                "\"memory\":128 | \"memory\":128,\"secrets\":[{\"name\":\"S\",\"valueFrom\":\"v\"}] | executionRoleArn",
                "\"memory\":128 | \"memory\":128,\"dependsOn\":[{\"containerName\":\"x\"}]          | depends on"
                        + " container 'x'",
                "{\"family\"    | {\"networkMode\":\"vpc\",\"family\"               | Invalid value for networkMode",
                "{\"family\"    | {\"taskRoleArn\":\"arn:aws:iam::12:role/x\",\"family\"            | Role is not"
                        + " valid",
                "{\"family\"    | {\"requiresCompatibilities\":[\"FARGATE\"],\"family\"             | Fargate only"
                        + " supports network"
            })
    void whatEcsRefuses(String from, String to, String message) {
        assertThatThrownBy(() -> emulator.registerTaskDefinition(WEB.replace(from, to)))
                .hasMessageStartingWith("ClientException: ")
                .hasMessageContaining(message);
    }

    @Test
    void refusalsReachTheClientAsEcsSendsThem() {
        assertThatThrownBy(() -> ecs.registerTaskDefinition(r -> r.family("web")
                        .containerDefinitions(
                                c -> c.name("a").image("i").memory(8),
                                c -> c.name("a").image("i").memory(8))))
                .isInstanceOfSatisfying(ClientException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ClientException");
                    assertThat(e.awsErrorDetails().errorMessage()).contains("'a'");
                    assertThat(e.statusCode()).isEqualTo(400);
                });
        assertThatThrownBy(() -> ecs.registerTaskDefinition(r -> r.family("web")))
                .hasMessageContaining("Container list cannot be empty.");
        String big = "x".repeat(70_000);
        assertThatThrownBy(() -> ecs.registerTaskDefinition(r -> r.family("web")
                        .containerDefinitions(
                                c -> c.name("a").image("i").memory(8).user(big))))
                .hasMessageContaining("Max allowed length is '65536' bytes.");
        assertThatThrownBy(() -> emulator.registerTaskDefinition(FARGATE.replace("0.5 GB", "4 GB")))
                .hasMessageContaining("No Fargate configuration exists for given values");
        assertThatThrownBy(() -> emulator.registerTaskDefinition(
                        FARGATE.replace("{\"containerPort\":80}", "{\"containerPort\":80,\"hostPort\":81}")))
                .hasMessageContaining("When networkMode=awsvpc");
        assertThatThrownBy(() -> emulator.registerTaskDefinition(FARGATE.replace("executionRoleArn", "none")))
                .hasMessageContaining("execution role ARN to support");
        assertThat(ecs.listTaskDefinitions().taskDefinitionArns()).hasSize(2);
    }

    @Test
    void revisionsAreListedAndDeregistered() {
        emulator.registerTaskDefinition(WEB.replace("\"family\":\"web\"", "\"family\":\"web-2\""));
        assertThat(ecs.listTaskDefinitions(r -> r.familyPrefix("web").sort(SortOrder.DESC))
                        .taskDefinitionArns())
                .extracting(arn -> arn.substring(arn.indexOf('/') + 1))
                .containsExactly("web:2", "web:1");
        assertThat(ecs.listTaskDefinitionsPaginator(r -> r.maxResults(1)).taskDefinitionArns())
                .hasSize(3);
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("web:2"));
        assertThat(ecs.listTaskDefinitions(r -> r.familyPrefix("web").status(TaskDefinitionStatus.INACTIVE))
                        .taskDefinitionArns())
                .hasSize(1);
        TaskDefinition gone =
                ecs.describeTaskDefinition(r -> r.taskDefinition("web:2")).taskDefinition();
        assertThat(gone.status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
        assertThat(gone.deregisteredAt()).isNotNull();
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition("web"))
                        .taskDefinition()
                        .revision())
                .isEqualTo(1);
        assertThatThrownBy(() -> update("web:2"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("TaskDefinition is inactive");
        assertThatThrownBy(() -> ecs.deregisterTaskDefinition(r -> r.taskDefinition("web")))
                .isInstanceOf(InvalidParameterException.class);
        emulator.registerTaskDefinition(WEB);
        assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition("web"))
                        .taskDefinition()
                        .revision())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"nothing", "web:9", "web:0", "web:x", "arn:aws:ecs:eu-central-1:999999999999:task-definition/web:1"})
    void whatIsNotThereCannotBeDescribed(String reference) {
        assertThatThrownBy(() -> ecs.describeTaskDefinition(r -> r.taskDefinition(reference)))
                .isInstanceOf(ClientException.class);
    }
}
