package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
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
                            time,
                            poller)
                    .start();
        }

        time.passUntilIdle();

        assertThat(hosts).allSatisfy(each -> assertThat(each.result).containsEntry("status", "SUCCESSFUL"));
        assertThat(emulator.calls("RegisterTaskDefinition"))
                .hasSize(DEPLOYMENTS)
                .allMatch(Call::done);
        assertThat(hosts.get(DEPLOYMENTS - 1).log)
                .filteredOn(line -> line.contains("has its turn in 10 s"))
                .hasSize(1);
        assertThat(hosts.get(0).log).noneMatch(line -> line.contains("has its turn"));
    }
}
