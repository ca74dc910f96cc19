package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import io.jenkins.plugins.ecsdeploy.engine.registry.TestTime;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An emulator with cluster c1 and service web, which runs web:1 on Fargate, with an image that is at ECR. */
abstract class CheckTestBase {
    static final String CLUSTER = "c1";
    static final String OTHER_ACCOUNT = "210987654321";

    final EcsEmulator emulator = EcsEmulator.start();
    final AwsClients clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
    final TestTime registryTime = new TestTime();
    final List<AllowedRegistry> registries = new ArrayList<>();
    Optional<RegistryLogin> login = Optional.empty();
    Predicate<Library> installed = any -> true;
    Optional<String> application = Optional.empty();
    Optional<String> group = Optional.empty();
    String image;
    String role;
    EmulatedService web;

    @BeforeEach
    void scene() {
        emulator.cluster(CLUSTER);
        image = emulator.ecr().imageName("web") + ":2";
        emulator.ecr().pushIndex("web", "2", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);
        role = emulator.references().role("ecsTaskExecutionRole");
        emulator.registerTaskDefinition(fargate("").toString());
        web = emulator.service(CLUSTER, "web", "web:1", 2);
        emulator.clearCalls();
    }

    @AfterEach
    void close() {
        clients.close();
        emulator.close();
    }

    /** A definition for Fargate in which nothing is wrong, with more members for its container: {@code "secrets": […]}. */
    JsonNode fargate(String ofContainer) {
        return json("""
                {"family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
                 "cpu": "256", "memory": "512", "executionRoleArn": "%s",
                 "containerDefinitions": [{"name": "web", "image": "%s",
                   "portMappings": [{"containerPort": 8080, "name": "http"}]%s}]}""".formatted(role, image, ofContainer.isEmpty() ? "" : ", " + ofContainer));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    CheckReport check(JsonNode definition) {
        return check(definition, Optional.of("web"));
    }

    CheckReport check(JsonNode definition, Optional<String> service) {
        return new DefinitionChecks(ecs(), this::stores, Runnable::run, installed)
                .run(new CheckRequest(
                        TaskDefinition.of("taskdef.json", definition), CLUSTER, service, application, group))
                .join();
    }

    EcsApi ecs() {
        return clients.ecs(access(emulator.region()));
    }

    /** The one finding of that kind. */
    static Finding only(CheckReport report, String check) {
        List<Finding> found = all(report, check);
        assertThat(found).as("findings of " + check + " in " + report).hasSize(1);
        return found.get(0);
    }

    static List<Finding> all(CheckReport report, String check) {
        return report.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .toList();
    }

    private ImageStores stores() {
        return new ImageStores(
                new RegistryHttp(HttpClient.newBuilder()),
                new Registries(registries),
                registry -> login,
                region -> clients.ecr(access(region)),
                registryTime,
                registryTime);
    }

    private AwsAccess access(String region) {
        return new AwsAccess(
                region,
                Optional.of(emulator.endpoint()),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())));
    }
}
