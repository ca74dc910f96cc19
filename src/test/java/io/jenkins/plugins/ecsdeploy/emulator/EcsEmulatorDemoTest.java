package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedGroup;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;

class EcsEmulatorDemoTest {
    @Test
    void theProgramServesTheDemosServices() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (EcsEmulator emulator = EmulatorMain.start(print, "--port", "0", "--speed", "10");
                EcsClient ecs = EmulatorClients.ecs(emulator);
                StsClient sts = EmulatorClients.sts(emulator, emulator.credentials())) {
            assertThat(sts.assumeRole(r -> r.roleArn("arn:aws:iam::123456789012:role/deploy")
                                    .roleSessionName("me"))
                            .credentials())
                    .isNotNull();
            for (String cluster : new String[] {"dev", "beta", "live"}) {
                assertThat(ecs.describeServices(r -> r.cluster(cluster)
                                        .services("web", "api", "worker", "shop", "checkout", "orders", "search"))
                                .services())
                        .hasSize(7)
                        .allMatch(service -> service.runningCount() > 0);
            }
            ecs.registerTaskDefinition(r -> r.family("web")
                    .containerDefinitions(c -> c.name("web")
                            .image("web:90")
                            .memory(64)
                            .environment(e -> e.name("PASSWORD").value("hidden"))));
            ecs.updateService(r -> r.cluster("beta").service("web").taskDefinition("web:2"));
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(emulator.endpoint().toString())
                    .contains(" RegisterTaskDefinition web web:90 ok")
                    .contains(" UpdateService beta web web:2 ok")
                    .doesNotContain("DescribeServices")
                    .doesNotContain("hidden");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "90, SUCCESSFUL", "90-crash, ROLLBACK_SUCCESSFUL", "missing, ROLLBACK_SUCCESSFUL",
        "unhealthy, ROLLBACK_SUCCESSFUL", "oom, ROLLBACK_SUCCESSFUL", "alarm, ROLLBACK_SUCCESSFUL",
        "flaky, SUCCESSFUL", "hang, IN_PROGRESS"
    })
    void theImagesTagDecidesWhatHappens(String tag, String status) {
        try (EcsEmulator emulator = EcsEmulator.start();
                EcsClient ecs = EmulatorClients.ecs(emulator)) {
            DemoWorld.build(emulator);
            ecs.registerTaskDefinition(r -> r.family("web")
                    .containerDefinitions(c ->
                            c.name("web").image("r.example.com:5000/web:" + tag).memory(64)));
            ecs.updateService(r -> r.cluster("beta").service("web").taskDefinition("web"));
            emulator.clock().advance(Duration.ofMinutes(3));
            String arn = emulator.service("beta", "web").deploymentArns().get(0);
            assertThat(ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(arn))
                            .serviceDeployments()
                            .get(0)
                            .statusAsString())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, Succeeded",
        "8-crash, InProgress",
        "hang, InProgress",
        "flaky, Succeeded",
        "alarm, Stopped",
        "slow, InProgress"
    })
    void theImagesTagDecidesAboutGreenTasksToo(String tag, String status) {
        try (EcsEmulator emulator = EcsEmulator.start()) {
            DemoWorld.build(emulator);
            String document = emulator.taskDefinition("checkout:1");
            emulator.registerTaskDefinition("{\"family\": \"checkout\", \"containerDefinitions\": "
                    + Json.parse(document)
                            .path("containerDefinitions")
                            .toString()
                            .replace(":7", ":" + tag) + "}");
            EmulatedGroup group = emulator.service("beta", "checkout").group();
            String id = group.deploy("checkout:2", "user");
            emulator.clock().advance(Duration.ofMinutes(3));
            assertThat(Json.parse(group.describe(id)).path("status").asText()).isEqualTo(status);
        }
    }

    @Test
    void theServiceInLiveWaitsForAnAnswer() {
        try (EcsEmulator emulator = EcsEmulator.start()) {
            DemoWorld.build(emulator);
            EmulatedGroup group = emulator.service("live", "checkout").group();
            String id = group.deploy("checkout:1", "user");
            emulator.clock().advance(Duration.ofMinutes(3));
            assertThat(Json.parse(group.describe(id)).path("status").asText()).isEqualTo("Ready");
        }
    }

    @Test
    void aDeploymentByBlueGreenWaitsForItsGate() {
        try (EcsEmulator emulator = EcsEmulator.start();
                EcsClient ecs = EmulatorClients.ecs(emulator)) {
            DemoWorld.build(emulator);
            EmulatedService orders = emulator.service("dev", "orders");
            ecs.updateService(r ->
                    r.cluster("dev").service("orders").taskDefinition("orders").forceNewDeployment(true));
            emulator.clock().advance(Duration.ofMinutes(1));
            assertThat(orders.describeDeployment())
                    .contains("\"lifecycleStage\":\"POST_TEST_TRAFFIC_SHIFT\"", "\"status\":\"AWAITING_ACTION\"");
            assertThat(orders.traffic().testRule()).contains(":listener-rule/app/orders/");
        }
    }

    @Test
    void aDeploymentByCanaryIsOverInThreeMinutes() {
        try (EcsEmulator emulator = EcsEmulator.start();
                EcsClient ecs = EmulatorClients.ecs(emulator)) {
            DemoWorld.build(emulator);
            ecs.updateService(r ->
                    r.cluster("dev").service("search").taskDefinition("search").forceNewDeployment(true));
            emulator.clock().advance(Duration.ofMinutes(1));
            EmulatedService search = emulator.service("dev", "search");
            assertThat(search.describeDeployment()).contains("\"requestedProductionTrafficWeight\":10.0");
            emulator.clock().advance(Duration.ofMinutes(2));
            assertThat(search.describeDeployment()).contains("\"status\":\"SUCCESSFUL\"");
        }
    }

    @Test
    void theRegistryHasTheImageThatIsNamedByTheTagOfItsTarget() {
        try (EcsEmulator emulator = EcsEmulator.start();
                TestRegistry registry = DemoRegistry.start(0, emulator, line -> {})) {
            DemoWorld.build(emulator);

            assertThat(emulator.taskDefinition("software:1")).contains("/" + DemoRegistry.REPOSITORY + ":dev\"");
            assertThat(registry.tag(DemoRegistry.REPOSITORY, "dev"))
                    .isEqualTo(registry.tag(DemoRegistry.REPOSITORY, "0.0.2"))
                    .isNotEqualTo(registry.tag(DemoRegistry.REPOSITORY, "0.0.3"));
        }
    }

    @Test
    void argumentsThatAreNotUnderstoodAreNamed() {
        assertThatThrownBy(() -> EmulatorMain.start(System.out, "--prot", "1")).hasMessageContaining("--prot");
        assertThatThrownBy(() -> EmulatorMain.start(System.out, "--port")).hasMessageContaining("--port");
    }
}
