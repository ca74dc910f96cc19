package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports, target groups, strategies and deployment groups. */
class TrafficCheckTest extends CheckTestBase {
    @ParameterizedTest
    @CsvSource({"ip,awsvpc,OK", "instance,awsvpc,WRONG", "instance,bridge,OK", "instance,host,OK", "ip,bridge,WRONG"})
    void targetTypeAndNetworkModeFit(String type, String mode, Verdict expected) {
        web.loadBalancer("web-tg", "web", 8080);
        emulator.references().targetType("web-tg", type);
        ObjectNode definition = (ObjectNode) fargate("");
        definition.put("networkMode", mode);

        assertThat(only(check(definition), "target group").verdict()).isEqualTo(expected);
    }

    @Test
    void aTypeThatIsNotKnownYetIsNotWrong() {
        web.loadBalancer("web-tg", "web", 8080);
        emulator.references().targetType("web-tg", "hologram");

        assertThat(only(check(fargate("")), "target group").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void aTargetGroupThatIsMissingIsWrong() {
        web.loadBalancer("web-tg", "web", 8080);
        emulator.references().targetType("web-tg", null);

        assertThat(only(check(fargate("")), "target group").message()).contains("does not exist");
    }

    @Test
    void whatTrafficIsSentToIsInTheDefinition() {
        web.loadBalancer("web-tg", "web", 8080);
        assertThat(only(check(fargate("")), "port").verdict()).isEqualTo(Verdict.OK);

        ObjectNode definition = (ObjectNode) fargate("");
        ((ObjectNode) definition.at("/containerDefinitions/0/portMappings/0")).put("containerPort", 9090);
        assertThat(only(check(definition), "port").message()).contains("has no such port");

        ((ObjectNode) definition.at("/containerDefinitions/0")).put("name", "app");
        assertThat(only(check(definition), "port").message()).contains("there is no container web");
    }

    @Test
    void aPortOfARangeIsThere() {
        web.loadBalancer("web-tg", "web", 8080);
        ObjectNode definition = (ObjectNode) fargate("");
        ObjectNode mapping = (ObjectNode) definition.at("/containerDefinitions/0/portMappings/0");
        mapping.remove("containerPort");
        mapping.put("containerPortRange", "8000-8100");

        assertThat(only(check(definition), "port").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aStrategyTellsItsGatesAndBothTargetGroupsAreLookedAt() {
        web.blueGreen(Duration.ofMinutes(5)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(1), "ROLLBACK");

        CheckReport report = check(fargate(""));

        assertThat(only(report, "strategy").line()).contains("BLUE_GREEN", "gate at POST_TEST_TRAFFIC_SHIFT");
        assertThat(all(report, "target group")).hasSize(2).allMatch(finding -> finding.verdict() == Verdict.OK);
    }

    @Test
    void functionsAreNotLookedAt() {
        web.blueGreen(Duration.ZERO).lambdaHook("POST_TEST_TRAFFIC_SHIFT", Hook.fails("no"));

        assertThat(only(check(fargate("")), "hook").verdict()).isEqualTo(Verdict.NOT_CHECKABLE);
    }

    // CodeDeploy.

    private EmulatedService shop() {
        EmulatedService shop = emulator.blueGreenService(CLUSTER, "shop", "web:1", 2);
        emulator.clearCalls();
        return shop;
    }

    @Test
    void aDeploymentGroupIsFoundWithItsGate() {
        shop().group().readyWait(Duration.ofMinutes(60), true);

        CheckReport report = check(fargate(""), Optional.of("shop"));

        assertThat(report.with(Verdict.WRONG)).isEmpty();
        assertThat(only(report, "deployment group").message()).contains("60 minutes at the gate READY");
        assertThat(all(report, "target group")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(all(report, "listener")).isNotEmpty();
        assertThat(all(report, "strategy")).isEmpty();
    }

    @Test
    void oneThatIsNamedAndMissingIsWrong() {
        shop();
        application = Optional.of("AppECS-c1-shop");
        group = Optional.of("none");

        Finding finding = only(check(fargate(""), Optional.of("shop")), "deployment group");

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.message()).contains("Deployment group none", "was not found");
    }

    @Test
    void oneThatMayNotBeReadIsNotWrong() {
        shop();
        for (String action : List.of("GetDeploymentGroup", "ListApplications")) {
            emulator.faults().deny(action);
        }

        assertThat(only(check(fargate(""), Optional.of("shop")), "deployment group")
                        .verdict())
                .isEqualTo(Verdict.NOT_CHECKABLE);
    }

    @Test
    void aTargetGroupOfTheDeploymentGroupIsThere() {
        shop();
        emulator.references().targetType("shop-green", null);

        assertThat(all(check(fargate(""), Optional.of("shop")), "target group"))
                .anyMatch(finding -> finding.subject().equals("shop-green") && finding.verdict() == Verdict.WRONG);
    }
}
