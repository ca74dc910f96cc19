package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deployments that begin at once register at the pace of ECS, and none of them is throttled. */
class RegistrationPaceTest extends DeploymentTestBase {
    private static final int DEPLOYMENTS = 30;

    @Test
    void deploymentsTakeTurnsToRegister() {
        emulator.faults().budget("RegisterTaskDefinition", 1, 20);
        List<TestHost> hosts = new ArrayList<>();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            String name = "web" + i;
            emulator.service(CLUSTER, name, "web:1", 1);
            TestHost each = new TestHost(() -> ecs(emulator.credentials()));
            hosts.add(each);
            new DeploymentDriver(
                            image("registry/web:" + name).service(name).build(),
                            new DeploymentRecord(
                                    name, CLUSTER, emulator.region(), time.now().toEpochMilli()),
                            each,
                            runtime())
                    .start();
        }

        time.passUntilIdle();

        assertThat(hosts).allSatisfy(each -> assertThat(each.result).containsEntry("status", "SUCCESSFUL"));
        assertThat(emulator.calls("RegisterTaskDefinition"))
                .hasSize(DEPLOYMENTS)
                .allMatch(Call::done);
        assertThat(hosts)
                .filteredOn(each -> each.log.stream().anyMatch(line -> line.contains("this one has its turn in")))
                .as("those beyond the 20 at once")
                .hasSizeBetween(DEPLOYMENTS - 22, DEPLOYMENTS - 20);
        assertThat(calls("DescribeTaskDefinition"))
                .as("who waits does not read it again")
                .isEqualTo(DEPLOYMENTS);
        assertThat(looksBefore(emulator.calls("UpdateService").get(DEPLOYMENTS - 1)))
                .as("and looks at the service together with others")
                .isLessThan(DEPLOYMENTS);
        assertThat(hosts.get(0).log).noneMatch(line -> line.contains("has its turn"));
    }

    private long looksBefore(Call last) {
        return emulator.calls("DescribeServices").stream()
                .filter(call -> call.at().isBefore(last.at()))
                .count();
    }
}
