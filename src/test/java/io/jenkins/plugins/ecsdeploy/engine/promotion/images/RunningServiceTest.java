package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DocumentedPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a service runs is told with digests, and only where its last deployment is complete. */
class RunningServiceTest {
    private static final String SHOP = "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":"
            + "\"registry/shop:1\",\"memory\":128,\"portMappings\":[{\"containerPort\":8080}]}]}";
    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String TWO = "sha256:" + "2".repeat(64);

    private final EcsEmulator emulator = EcsEmulator.start();
    private final AwsClients clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
    private final List<String> log = new ArrayList<>();
    private EmulatedService web;

    @BeforeEach
    void scene() {
        emulator.defaultScene(Scene.rollout(Duration.ofMinutes(2)));
        emulator.cluster("staging");
        emulator.imageDigest("registry/web:1", ONE);
        register("registry/web:1", "");
        web = emulator.service("staging", "web", "web:1", 2);
    }

    @AfterEach
    void close() {
        clients.close();
        emulator.close();
    }

    @Test
    void everyImageHasTheDigestThatEcsHasFound() {
        RunningImages running = running("web");

        assertThat(running.where()).isEqualTo("service web in cluster staging (web:1)");
        assertThat(running.toTake().images()).isEqualTo(Map.of("web", "registry/web:1@" + ONE));
        assertThat(emulator.calls("ListTasks")).isEmpty();
    }

    @Test
    void aTagThatWasMovedSinceChangesNothing() {
        emulator.imageDigest("registry/web:1", TWO);

        assertThat(running("web").digests()).isEqualTo(Map.of("web", ONE));
    }

    @Test
    void theTasksTellItWhereTheRevisionDoesNot() {
        register("registry/web:1", ",\"versionConsistency\":\"disabled\"");
        emulator.service("staging", "loose", "web:2", 2);

        assertThat(running("loose").digests()).isEqualTo(Map.of("web", ONE));
        assertThat(emulator.calls("ListTasks")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeServiceRevisions", "DescribeServiceDeployments"})
    void theyTellItWhereTheRevisionMayNotBeRead(String denied) {
        emulator.faults().deny(denied);

        assertThat(running("web").digests()).isEqualTo(Map.of("web", ONE));
    }

    @Test
    void whoMayNotSeeDeploymentsIsTold() {
        emulator.faults().deny("DescribeServiceDeployments");

        running("web");

        assertThat(log).anyMatch(line -> line.contains("was rolled back could not be seen: AccessDenied"));
    }

    @Test
    void theListOfDeploymentsHelpsWhereTheServiceDoesNotNameItsOwn() {
        emulator.currentDeploymentInAnswers(false);

        assertThat(running("web").digests()).isEqualTo(Map.of("web", ONE));
    }

    @Test
    void aDigestInTheImageItselfNeedsNoQuestion() {
        register("registry/web:1@" + TWO, "");
        emulator.service("staging", "pinned", "web:2", 2);

        assertThat(running("pinned").toTake().images()).isEqualTo(Map.of("web", "registry/web:1@" + TWO));
        assertThat(emulator.calls("DescribeServiceRevisions")).isEmpty();
    }

    @Test
    void whatHasNeverRunHasNoDigest() {
        register("registry/web:1", ",\"versionConsistency\":\"disabled\"");
        emulator.service("staging", "empty", "web:2", 0);

        assertThat(running("empty").toTake().images()).isEqualTo(Map.of("web", "registry/web:1"));
    }

    @Test
    void aDeploymentInProgressIsRefused() {
        update("registry/web:2");

        refused("web", "its deployment ecs-svc/", "of web:2 is IN_PROGRESS");
    }

    @Test
    void soIsOneThatFailed() {
        web.circuitBreaker(false).scene(Scene.crash());
        update("registry/web:2");
        emulator.clock().advance(Duration.ofHours(1));

        refused("web", "is FAILED");
    }

    @Test
    void soIsOneThatWasRolledBackThoughTheServiceIsStable() {
        web.circuitBreaker(true).scene(Scene.crash().rollback(Scene.healthy()));
        update("registry/web:2");
        emulator.clock().advance(Duration.ofHours(1));

        refused("web", "is ROLLBACK_SUCCESSFUL, and it runs web:1");
    }

    @Test
    void oneAfterThatIsTakenAgain() {
        web.circuitBreaker(true).scene(Scene.crash().rollback(Scene.healthy()));
        update("registry/web:2");
        emulator.clock().advance(Duration.ofHours(1));
        web.scene(Scene.healthy());
        update("registry/web:3");
        emulator.clock().advance(Duration.ofHours(1));

        assertThat(running("web").images()).isEqualTo(Map.of("web", "registry/web:3"));
    }

    @Test
    void aServiceThatIsNotActiveIsRefused() {
        web.status("DRAINING");

        refused("web", "it is DRAINING");
    }

    @Test
    void soIsOneWhoseControllerIsNotKnown() {
        web.controller("EXTERNAL");

        refused("web", "the deployment controller EXTERNAL");
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> running("wep"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Service wep was not found in cluster staging");
    }

    @Test
    void whatMayNotBeLookedAtIsExplained() {
        emulator.faults().deny("DescribeServiceRevisions");
        emulator.faults().deny("ListTasks");

        assertThatThrownBy(() -> running("web"))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll("The look for the digests of service web in cluster staging", "ecs:ListTasks");
    }

    @Test
    void theTasksOfCodeDeploysServicesTellTheirs() {
        EmulatedService shop = shop();

        assertThat(running("shop").toTake().images().get("web")).matches("registry/shop:1@sha256:[0-9a-f]{64}");
        shop.group().deploy("shop:2", "user");
        emulator.clock().advance(Duration.ofHours(3));
        assertThat(running("shop").toTake().images().get("web")).startsWith("registry/shop:2@sha256:");
    }

    @Test
    void aDeploymentOfCodeDeployInProgressIsRefused() {
        EmulatedService shop = shop();
        String id = shop.group().deploy("shop:2", "user");
        emulator.clock().advance(Duration.ofMinutes(1));

        refused("shop", "CodeDeploy is at work", "shop:2", id);
    }

    @Test
    void soIsOneOfCodeDeployThatFailed() {
        EmulatedService shop = shop();
        shop.group().fails("IAM_ROLE_PERMISSIONS", "no");
        String id = shop.group().deploy("shop:2", "user");
        emulator.clock().advance(Duration.ofHours(3));

        refused("shop", id + " is Failed");
    }

    @Test
    void soIsOneOfCodeDeployThatWasRolledBack() {
        EmulatedService shop = shop();
        shop.scene(Scene.crash()).group().autoRollback(true);
        shop.group().deploy("shop:2", "user");
        emulator.clock().advance(Duration.ofHours(6));

        refused("shop", "was rolled back, by d-");
    }

    @Test
    void whoMayNotLookAtCodeDeployIsToldWhatIsMissing() {
        shop();
        emulator.faults().deny("BatchGetDeployments");

        assertThatThrownBy(() -> running("shop"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("codedeploy:BatchGetDeployments");
    }

    @Test
    void theDocumentedPolicyIsEnough() {
        shop();
        DocumentedPolicy.denyAllBut(DocumentedPolicy.actions("## IAM policies", "imagesFrom"), emulator);

        running("web");
        running("shop");

        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    private EmulatedService shop() {
        emulator.registerTaskDefinition(SHOP);
        emulator.registerTaskDefinition(SHOP.replace("shop:1", "shop:2"));
        return emulator.blueGreenService("staging", "shop", "shop:1", 2);
    }

    private void refused(String service, String... words) {
        assertThatThrownBy(() -> running(service))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("The images of service " + service + " in cluster staging are not taken over")
                .hasMessageContainingAll(words);
    }

    private RunningImages running(String service) {
        return new RunningService(
                        clients.ecs(new AwsAccess(
                                emulator.region(),
                                Optional.of(emulator.endpoint()),
                                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())))),
                        "staging",
                        service,
                        log::add)
                .images();
    }

    private void register(String image, String more) {
        emulator.registerTaskDefinition("{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\""
                + image + "\",\"memory\":128" + more + "}]}");
    }

    private void update(String image) {
        register(image, "");
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r -> r.cluster("staging").service("web").taskDefinition("web"));
        }
    }
}
