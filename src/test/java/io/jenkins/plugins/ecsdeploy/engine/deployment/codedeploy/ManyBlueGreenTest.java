package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many at once share their calls, and none is lost. */
class ManyBlueGreenTest extends BlueGreenTestBase {
    private static final int MANY = 100;
    private static final Duration ROLLOUT = Duration.ofMinutes(5);
    private static final Duration WAIT = Duration.ofMinutes(5);

    private final List<TestHost> hosts = new ArrayList<>();
    private final List<EmulatedService> services = new ArrayList<>();

    @Test
    void aHundredNeedAFifthOfTheCallsOfAHundredPollers() {
        beginAll();
        time.passUntilIdle();

        allSucceeded();
        // What the deployment needs: the tasks, the traffic, the wait, and a few moments of CodeDeploy.
        Duration needed = ROLLOUT.plus(WAIT).plusSeconds(20);
        assertThat(hosts)
                .allSatisfy(host -> assertThat((long) host.result.get("durationMillis"))
                        .isLessThan(needed.plusSeconds(12).toMillis()));
        long polls = calls("BatchGetDeployments")
                + calls("GetDeploymentTarget")
                + calls("DescribeServices")
                + calls("ListTasks")
                + calls("DescribeTasks");
        assertThat(polls).isLessThan(MANY * 2 * needed.toSeconds() / 10 / 5);
        assertThat(emulator.calls("BatchGetDeployments").stream()
                        .map(call -> call.request().path("deploymentIds").size()))
                .allSatisfy(ids -> assertThat(ids).isLessThanOrEqualTo(25));
    }

    @Test
    void aHundredSucceedWhileTheyAreThrottled() {
        for (String action :
                List.of("BatchGetDeployments", "GetDeploymentTarget", "CreateDeployment", "GetDeploymentGroup")) {
            emulator.faults().throttle(action, 30);
        }
        beginAll();
        time.passUntilIdle();

        allSucceeded();
        assertThat(emulator.calls("CreateDeployment").stream()
                        .filter(Call::done)
                        .count())
                .isEqualTo(MANY);
    }

    private void beginAll() {
        for (int i = 0; i < MANY; i++) {
            EmulatedService service = emulator.blueGreenService(CLUSTER, "s" + i, "shop:1", 2);
            service.scene(Scene.rollout(ROLLOUT));
            service.group().terminationWait(WAIT);
            services.add(service);
            TestHost each = new TestHost(() -> ecs(emulator.credentials()));
            DeploymentRecord of = new DeploymentRecord(
                    "s" + i, CLUSTER, emulator.region(), time.now().toEpochMilli());
            new DeploymentDriver(revision("shop:1").service("s" + i).force().build(), of, each, runtime()).start();
            hosts.add(each);
        }
    }

    private void allSucceeded() {
        assertThat(hosts).allSatisfy(each -> {
            assertThat(each.failure).isNull();
            assertThat(each.result).containsEntry("status", "SUCCESSFUL");
        });
        assertThat(services)
                .allSatisfy(service -> assertThat(service.group().deployments()).hasSize(2));
    }
}
