package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that is about to end interrupts what it does. That is no failure: whoever goes on finds the truth. */
class StoppingTest extends DeploymentTestBase {
    private static final int DEPLOYMENTS = 20;

    /** Each is interrupted at another moment: while it writes, or while ECS answers. */
    @Test
    void twentyDeploymentsInAllPhasesGoOn() {
        List<TestHost> hosts = new ArrayList<>();
        List<Phase> stoppedIn = new ArrayList<>();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            emulator.registerTaskDefinition(WEB.replace("\"family\":\"web\"", "\"family\":\"s" + i + "\""));
            emulator.service(CLUSTER, "s" + i, "s" + i + ":1", 2);
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = fresh(i);
            interruptAt(i);
            begin(request(i));
            time.pass(Duration.ofSeconds(30));
            host.stopping = true;
            hosts.add(host);
            stoppedIn.add(host.states.isEmpty() ? Phase.NEW : host.fromDisk().phase());
        }
        time.pass(Duration.ofMinutes(10));
        assertThat(stoppedIn).contains(Phase.REGISTERING, Phase.REGISTERED, Phase.UPDATING, Phase.FOLLOWING);
        assertThat(hosts).allSatisfy(stopped -> {
            assertThat(stopped.failure).isNull();
            assertThat(stopped.result).isNull();
            assertThat(stopped.log).noneMatch(line -> line.contains("could not be saved"));
            assertThat(stopped.states)
                    .noneMatch(state -> TestHost.read(state).lastWord() != null
                            && TestHost.read(state).phase() == Phase.ENDED);
        });

        for (int i = 0; i < DEPLOYMENTS; i++) {
            host = hosts.get(i).afterACrash();
            hosts.set(i, host);
            record = host.states.isEmpty() ? fresh(i) : host.fromDisk();
            begin(request(i));
        }
        time.passUntilIdle();

        assertThat(hosts).allSatisfy(host -> {
            assertThat(host.failure).isNull();
            assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        });
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(DEPLOYMENTS);
        assertThat(calls("UpdateService")).isEqualTo(DEPLOYMENTS);
    }

    /** Five moments of writing, and what an interrupted save or call throws. */
    private void interruptAt(int number) {
        int moment = number % 5 + 1;
        int[] writes = {0};
        Runnable interrupt = () -> {
            if (++writes[0] == moment) {
                host.stopping = true;
                throw exception(number);
            }
        };
        if (number % 2 == 0) {
            host.disk = interrupt;
        } else {
            host.onRemember = interrupt;
        }
    }

    private static RuntimeException exception(int number) {
        IOException closed = new ClosedByInterruptException();
        return number % 4 < 2 ? new UncheckedIOException(closed) : new IllegalStateException(closed);
    }

    private DeploymentRecord fresh(int number) {
        return new DeploymentRecord(
                "s" + number, CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    private static DeployRequest request(int number) {
        return image("registry/web:2").service("s" + number).build();
    }
}
