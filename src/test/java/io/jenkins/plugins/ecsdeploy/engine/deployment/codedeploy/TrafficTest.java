package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where traffic comes in is told with it: the load balancer and the port of its listener. */
class TrafficTest extends BlueGreenTestBase {
    @Test
    void testAndProductionTrafficAreToldWithListenerAndPort() {
        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.log)
                .anyMatch(line -> line.matches(
                        "  CodeDeploy: AllowTestTraffic succeeded .*: test traffic at shop:8080 \\(HTTP\\)"))
                .anyMatch(line -> line.matches(
                        "  CodeDeploy: AllowTraffic succeeded .*: production traffic at shop:443 \\(HTTPS\\)"));
        assertThat(calls("DescribeListeners")).isEqualTo(1);
        assertThat(calls("DescribeLoadBalancers")).isZero();
    }

    @Test
    void withoutThePermissionTheListenerIsToldWithoutItsPort() {
        emulator.faults().deny("DescribeListeners");
        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.endsWith(": test traffic at listener 0000000000001f90 of shop"))
                .anyMatch(line -> line.endsWith(": production traffic at listener 00000000000001bb of shop"))
                .noneMatch(line -> line.contains("AccessDenied"));
        assertThat(calls("DescribeListeners")).isEqualTo(1);
    }

    @Test
    void noTroubleOfTheLoadBalancerDelaysADeployment() {
        emulator.faults().throttle("DescribeListeners", 50);
        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.endsWith(": production traffic at listener 00000000000001bb of shop"));
    }

    @Test
    void whoeverIsToLetTheTrafficMoveIsToldWhereToTry() {
        group.readyWait(Duration.ofMinutes(60), true);
        deploy(shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.GATE)).build());

        assertThat(host.log)
                .anyMatch(line -> line.contains("  The new tasks are ready")
                        && line.contains(
                                "Try them at http://internal-shop-1234567890.eu-central-1.elb.amazonaws.com:8080"));
        assertThat(calls("DescribeLoadBalancers")).isEqualTo(1);
    }

    @Test
    void soIsWhoeverAnswersAtTheGate() {
        group.readyWait(Duration.ofMinutes(60), true);
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(5));

        assertThat(host.gate.flatMap(Gate::testUrl))
                .contains("http://internal-shop-1234567890.eu-central-1.elb.amazonaws.com:8080");
    }

    @Test
    void withoutATestListenerThereIsNowhereToTry() {
        group.withoutTestListener().readyWait(Duration.ofMinutes(60), true);
        deploy(shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.GATE)).build());

        assertThat(host.log)
                .anyMatch(line -> line.contains("  The new tasks are ready"))
                .noneMatch(line -> line.contains("Try them at"));
        assertThat(calls("DescribeLoadBalancers")).isZero();
    }

    @Test
    void aRestartForgetsNoListener() {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(60));
        driver.cancel();
        host.remember(record);

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.log).anyMatch(line -> line.endsWith(": production traffic at shop:443 (HTTPS)"));
    }
}
