package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one deployment has to suffer or to do is no concern of the others, but that AWS throttles all of them is. */
class TroubleOfOneTest extends ManyDeploymentsTestBase {
    /** ECS refuses the whole call for it, again and again. */
    @Test
    void whatEcsRefusesForOneDelaysNobody() {
        beginAll(25);
        time.pass(Duration.ofSeconds(10));
        DeploymentRecord wrong = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
        wrong.revision("arn:aws:ecs:eu-central-1:123456789012:task-definition/web:1", Map.of());
        wrong.controller(new EcsControllerType().name());
        EcsState state = wrong.state(EcsState.class, EcsState::new);
        state.deploymentArn = "not the ARN of a deployment";
        state.deploymentId = "ecs-svc/0";
        wrong.follow(time.now(), time.now());
        TestHost its = new TestHost(() -> ecs(emulator.credentials()));
        new DeploymentDriver(DeployRequest.toFollow(wrong), wrong, its, runtime()).start();

        time.passUntilIdle();

        assertThat(its.failure).hasMessageContaining("InvalidParameterException");
        allSucceeded();
        assertThat(hosts).allSatisfy(each -> assertThat(each.log).noneMatch(line -> line.contains("trying again")));
        assertThat(hosts)
                .as("a rollout of two minutes")
                .allSatisfy(each ->
                        assertThat((long) each.result.get("durationMillis")).isLessThan(130_000));
    }

    @Test
    void throttledReadsForTheEvidenceOfOneHoldNobodyUp() {
        beginAll(5);
        web.scene(Scene.crash());
        begin("web", "web:1", emulator.credentials());
        emulator.faults().throttle("ListTasks", 1000);
        time.passUntilIdle();

        TestHost failed = hosts.remove(5);
        assertThat(failed.failure).hasMessageContaining("tasks failed one after another");
        assertThat(failed.log).anyMatch(line -> line.contains("Stopped tasks could not be read: ThrottlingException"));
        allSucceeded();
        assertThat(hosts).allSatisfy(each -> assertThat(each.log).noneMatch(line -> line.contains("trying again")));
    }

    /** When AWS refuses one call of an identity, all of its deployments call less. */
    @Test
    void throttlingSlowsAllOfAnIdentityDownAndTheyRecover() {
        poller = new Poller(time, 2);
        emulator.defaultScene(Scene.rollout(Duration.ofMinutes(30)));
        beginAll(400);
        time.pass(Duration.ofMinutes(5));
        long before = callsWithin(Duration.ofSeconds(30));
        emulator.faults().throttle(Faults.ALL, 1);

        long after = callsWithin(Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(30));
        long later = callsWithin(Duration.ofSeconds(30));

        assertThat(before).isBetween(55L, 62L);
        assertThat(after).isLessThan(before / 6);
        assertThat(later).isBetween(55L, 62L);
    }

    private long callsWithin(Duration span) {
        Instant from = time.now();
        time.pass(span);
        return emulator.calls().stream()
                .map(Call::at)
                .filter(at -> at.isAfter(from))
                .count();
    }
}
