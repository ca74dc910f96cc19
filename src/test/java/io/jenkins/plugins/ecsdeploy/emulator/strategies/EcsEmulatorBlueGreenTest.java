package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/** BLUE_GREEN from its beginning to its success. */
class EcsEmulatorBlueGreenTest extends StrategyTestBase {
    @Test
    void theStagesComeInTheirOrderWithTheTraffic() {
        web.blueGreen(Duration.ofMinutes(10));
        update("web:2");
        assertThat(status()).isEqualTo("PENDING");
        assertThat(stage()).isEqualTo("none");
        assertThat(watch(700))
                .containsExactly(
                        "PRE_SCALE_UP 0.0/0.0",
                        "SCALE_UP 0.0/0.0",
                        "POST_SCALE_UP 0.0/0.0",
                        "TEST_TRAFFIC_SHIFT 0.0/100.0",
                        "POST_TEST_TRAFFIC_SHIFT 0.0/100.0",
                        "PRODUCTION_TRAFFIC_SHIFT 100.0/100.0",
                        "POST_PRODUCTION_TRAFFIC_SHIFT 100.0/100.0",
                        "BAKE_TIME 100.0/100.0",
                        "CLEAN_UP 100.0/100.0");
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(describe().deployments()).hasSize(1);
        assertThat(describe().taskDefinition()).endsWith("/web:2");
        assertThat(web.events().get(0)).isEqualTo("(service web) has reached a steady state.");
    }

    @Test
    void bothRevisionsRunUntilTheBakeTimeIsOver() {
        web.blueGreen(Duration.ofMinutes(10));
        update("web:2");
        pass(2);
        assertThat(deployment().at("/targetServiceRevision/requestedTaskCount").asInt())
                .isEqualTo(2);
        pass(73);
        assertThat(stage()).isEqualTo("BAKE_TIME");
        assertThat(deployment().at("/targetServiceRevision/runningTaskCount").asInt())
                .isEqualTo(2);
        assertThat(deployment().at("/sourceServiceRevisions/0/runningTaskCount").asInt())
                .isEqualTo(2);
        assertThat(blue()).isEqualTo("0.0/0.0");
        assertThat(describe().runningCount()).isEqualTo(4);
        pass(599);
        assertThat(stage()).isEqualTo("BAKE_TIME");
        pass(1);
        assertThat(stage()).isEqualTo("CLEAN_UP");
        assertThat(deployment()
                        .at("/sourceServiceRevisions/0/requestedTaskCount")
                        .asInt())
                .isZero();
        assertThat(status()).isEqualTo("IN_PROGRESS");
        pass(10);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(describe().runningCount()).isEqualTo(2);
    }

    @Test
    void theListenerRulesFollow() {
        web.blueGreen(Duration.ZERO);
        JsonNode before = read(web.traffic().rules());
        assertThat(before).hasSize(2);
        update("web:2");
        pass(64);
        JsonNode rules = read(web.traffic().rules());
        assertThat(rules.path(0).path("rule").asText()).contains(":listener-rule/app/web/");
        assertThat(rules.path(0).path("weights").toString()).matches(".*web-blue/\\w+\":100.0,.*web-green/\\w+\":0.0}");
        assertThat(rules.path(1).path("rule").asText()).isEqualTo(web.traffic().testRule());
        assertThat(rules.path(1).path("weights").toString()).matches(".*web-blue/\\w+\":0.0,.*web-green/\\w+\":100.0}");
        pass(30);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        // The next deployment goes the other way round.
        update("web:3");
        pass(64);
        rules = read(web.traffic().rules());
        assertThat(rules.path(0).path("weights").toString()).contains("web-green/0123456789abcdef\":100.0");
        assertThat(rules.path(1).path("weights").toString()).contains("web-blue/0123456789abcdef\":100.0");
        String revision = deployment().at("/targetServiceRevision/arn").asText();
        assertThat(ecs.describeServiceRevisions(r -> r.serviceRevisionArns(revision))
                        .serviceRevisions()
                        .get(0)
                        .resolvedConfiguration()
                        .loadBalancers()
                        .get(0)
                        .targetGroupArn())
                .contains("web-blue");
    }

    @Test
    void anEndedDeploymentIsShownAsItEnded() {
        web.blueGreen(Duration.ZERO);
        update("web:2");
        pass(100);
        String first = newest();
        update("web:3");
        pass(100);
        JsonNode past = deployment(first);
        assertThat(weights(past.path("targetServiceRevision"))).isEqualTo("100.0/100.0");
        assertThat(past.at("/targetServiceRevision/runningTaskCount").asInt()).isEqualTo(2);
        assertThat(weights(past.at("/sourceServiceRevisions/0"))).isEqualTo("0.0/0.0");
    }

    @Test
    void withoutATestListenerThereIsNoTestTraffic() {
        web.blueGreen(Duration.ofMinutes(1)).traffic().withoutTestListener();
        update("web:2");
        pass(64);
        assertThat(stage()).isEqualTo("TEST_TRAFFIC_SHIFT");
        assertThat(green()).isEqualTo("0.0/none");
        assertThat(read(web.traffic().rules())).hasSize(1);
    }

    @Test
    void aHeadlessServicePassesTheStagesWithoutTraffic() {
        web.blueGreen(Duration.ofMinutes(1)).traffic().none();
        update("web:2");
        assertThat(watch(100))
                .contains("PRODUCTION_TRAFFIC_SHIFT none/none", "BAKE_TIME none/none")
                .last()
                .isEqualTo("BAKE_TIME none/none");
        pass(60);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void serviceConnectMovesTrafficToo() {
        web.traffic().none();
        ecs.updateService(r -> r.cluster("c1")
                .service("web")
                .taskDefinition("web:2")
                .deploymentConfiguration(
                        c -> c.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(1))
                .serviceConnectConfiguration(c -> c.enabled(true)
                        .services(s -> s.portName("http")
                                .clientAliases(a -> a.port(80)
                                        .testTrafficRules(t ->
                                                t.header(h -> h.name("X-Test").value(v -> v.exact("1"))))))));
        pass(70);
        assertThat(green()).isEqualTo("100.0/100.0");
    }

    @Test
    void aNetworkLoadBalancerTakesTenMinutesMoreForEachShift() {
        web.blueGreen(Duration.ofMinutes(1)).traffic().networkLoadBalancer();
        update("web:2");
        pass(64 + 600);
        assertThat(stage()).isEqualTo("TEST_TRAFFIC_SHIFT");
        pass(9 + 600);
        assertThat(stage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        pass(2);
        assertThat(stage()).isEqualTo("BAKE_TIME");
    }

    @Test
    void theFirstDeploymentOfAServiceHasTheStagesToo() {
        ecs.createService(r -> r.cluster("c1")
                .serviceName("new")
                .taskDefinition("web:1")
                .desiredCount(1)
                .deploymentConfiguration(
                        c -> c.strategy(DeploymentStrategy.BLUE_GREEN).bakeTimeInMinutes(1)));
        pass(40);
        ServiceDeployment first = ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(
                        emulator.service("c1", "new").deploymentArns().get(0)))
                .serviceDeployments()
                .get(0);
        assertThat(first.lifecycleStage()).isEqualTo(ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT);
        assertThat(first.sourceServiceRevisions()).isEmpty();
        pass(80);
        assertThat(emulator.service("c1", "new").describeDeployment()).contains("\"status\":\"SUCCESSFUL\"");
    }

    @Test
    void theDesiredCountIsThatOfBothRevisions() {
        web.blueGreen(Duration.ofMinutes(10));
        update("web:2");
        pass(80);
        ecs.updateService(r -> r.cluster("c1").service("web").desiredCount(3));
        pass(80);
        assertThat(describe().runningCount()).isEqualTo(6);
        assertThat(web.deploymentArns()).hasSize(2);
    }

    @Test
    void failingTasksHoldScaleUpForADay() {
        web.blueGreen(Duration.ZERO).circuitBreaker(true).scene(Scene.crash());
        update("web:2");
        pass(24 * 3600);
        assertThat(stage()).isEqualTo("SCALE_UP");
        assertThat(describe().deployments().get(0).failedTasks()).isGreaterThan(10);
        assertThat(deployment().at("/deploymentCircuitBreaker/status").asText()).isEqualTo("DISABLED");
        pass(60);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(reason()).contains("SCALE_UP");
        assertThat(describe().taskDefinition()).endsWith("/web:1");
        assertThat(describe().runningCount()).isEqualTo(2);
    }

    @Test
    void aRollingDeploymentHasNoStages() {
        update("web:2");
        pass(30);
        assertThat(stage()).isEqualTo("none");
        assertThat(green()).isEqualTo("none/none");
    }

    @Test
    void aServiceCanGoBackToRolling() {
        web.blueGreen(Duration.ZERO).pause("POST_SCALE_UP", Duration.ofMinutes(5), "ROLLBACK");
        update("web:2");
        pass(70);
        answer("CONTINUE");
        pass(100);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        ecs.updateService(r ->
                r.cluster("c1").service("web").deploymentConfiguration(c -> c.strategy(DeploymentStrategy.ROLLING)));
        update("web:3");
        pass(100);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(stage()).isEqualTo("none");
        assertThat(Json.texts(deployment(), "lifecycleHookDetails")).isEmpty();
    }
}
