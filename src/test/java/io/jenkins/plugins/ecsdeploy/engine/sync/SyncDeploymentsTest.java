package io.jenkins.plugins.ecsdeploy.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Policies;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A plan that is carried out by real deployments. */
class SyncDeploymentsTest extends SyncTestBase {
    private final Map<String, TestHost> hosts = new HashMap<>();
    private SyncReport report;

    /** Keeps what each deployment remembers, as a build does. */
    private final class Deployer implements SyncRun.Deployer {
        @Override
        public boolean hasBegun(PlannedService service) {
            return hosts.containsKey(service.name());
        }

        @Override
        public void deploy(PlannedService service, Consumer<SyncOutcome> ended) {
            TestHost before = hosts.get(service.name());
            DeploymentRecord of = before == null || before.states.isEmpty()
                    ? new DeploymentRecord(
                            service.service(),
                            service.cluster(),
                            emulator.region(),
                            time.now().toEpochMilli())
                    : before.fromDisk();
            TestHost host = new TestHost(() -> ecs(emulator.credentials())) {
                @Override
                public void succeeded(DeploymentRecord record) {
                    super.succeeded(record);
                    ended.accept(new SyncOutcome(Outcome.asMap(record), Optional.empty()));
                }

                @Override
                public void failed(RuntimeException e) {
                    super.failed(e);
                    ended.accept(new SyncOutcome(Outcome.asMap(of), Optional.of(e.getMessage())));
                }
            };
            hosts.put(service.name(), host);
            new DeploymentDriver(
                            service.request(Optional.empty(), Policies.defaults(), BlueGreenOptions.none()),
                            of,
                            host,
                            runtime())
                    .start();
        }
    }

    @Test
    void bringsTheServicesToTheirImagesAndLeavesTheOthersAlone() {
        services(12);
        List.of("s2", "s5", "s9").forEach(name -> want(name, "registry/web:2"));
        SyncPlan plan = plan();
        emulator.clearCalls();

        run(plan, 2, false);
        time.passUntilIdle();

        assertThat(report.failure()).isEmpty();
        assertThat(report.lines()).containsExactly("SUCCESSFUL: c1/s2, c1/s5, c1/s9");
        assertThat(emulator.calls("UpdateService"))
                .extracting(call -> call.request().path("service").asText())
                .containsExactlyInAnyOrder("s2", "s5", "s9");
        assertThat(plan().lines()).containsExactly("All 12 services run what their files say");
    }

    @Test
    void oneThatCrashesIsToldWhenTheOthersAreThere() {
        services(3);
        emulator.imageScene("registry/web:crash"::equals, Scene.crash());
        emulator.service(CLUSTER, "s1").circuitBreaker(true);
        want("s0", "registry/web:2");
        want("s1", "registry/web:crash");
        want("s2", "registry/web:2");

        run(plan(), 10, false);
        time.passUntilIdle();

        assertThat(report.failure())
                .get()
                .asString()
                .startsWith("1 of 3 deployments failed:\n  c1/s1: The deployment of web:");
        assertThat(report.services()).extracting(map -> map.get("status")).contains("SUCCESSFUL", "ROLLED_BACK");
    }

    /** The plan is as it was, and each deployment goes on from its record. */
    @Test
    void goesOnWithThoseThatAreLeftAfterARestart() {
        services(6);
        for (int i = 0; i < 6; i++) {
            want("s" + i, "registry/web:2");
        }
        SyncPlan plan = plan();
        run(plan, 2, false);
        time.pass(Duration.ofMinutes(4));
        assertThat(calls("UpdateService")).isBetween(2L, 5L);
        restart();

        run(plan, 2, false);
        time.passUntilIdle();

        assertThat(report.lines()).containsExactly("SUCCESSFUL: c1/s0, c1/s1, c1/s2, c1/s3, c1/s4, c1/s5");
        assertThat(calls("UpdateService")).isEqualTo(6);
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(6);
    }

    private void run(SyncPlan plan, int parallel, boolean failFast) {
        new SyncRun(plan, parallel, failFast, new Deployer(), time, made -> report = made).start();
    }

    /** Nothing of before is left in memory. */
    private void restart() {
        hosts.values().forEach(host -> host.stopping = true);
        time = new EmulatedTime(emulator.clock());
        poller = new Poller(time, 5);
    }
}
