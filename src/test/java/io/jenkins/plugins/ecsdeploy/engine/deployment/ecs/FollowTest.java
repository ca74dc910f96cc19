package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deployment that somebody else has begun can be followed by its ARN. */
class FollowTest extends DeploymentTestBase {
    @Test
    void followsOneThatRunsToItsEnd() {
        String arn = begun();
        follow(arn);

        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentArn", arn)
                .containsEntry("taskDefinitionArn", web.taskDefinition())
                .containsEntry("images", Map.of("web", "registry/web:2"));
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:1");
        assertThat(host.log).anyMatch(line -> line.contains("2 of 2 tasks running"));
        assertThat(calls("RegisterTaskDefinition") + calls("UpdateService")).isZero();
    }

    @Test
    void tellsHowOneHasEnded() {
        web.circuitBreaker(true).scene(Scene.crash(3));
        String arn = begun();
        emulator.clock().advance(Duration.ofMinutes(10));
        follow(arn);

        assertThat(host.failure).hasMessageContaining("ECS rolled the service back to web:1");
    }

    @Test
    void goesOnAfterARestart() {
        String arn = begun();
        follow(arn, Duration.ofSeconds(30));
        driver.cancel();
        resume(asItIs().goal(new Goal.Follow(arn)).build());
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void refusesWhatIsNone() {
        follow("web");
        assertThat(host.failure).hasMessageContaining("deploymentArn is 'web', which is not the ARN");
    }

    @Test
    void refusesOneThatIsNotThere() {
        follow(begun() + "x");
        assertThat(host.failure).hasMessageContaining("was not found in this account and region");
    }

    @Test
    void refusesOneOfAnotherService() {
        String arn = begun();
        emulator.service(CLUSTER, "other", "web:1", 1);
        record = new DeploymentRecord(
                "other", CLUSTER, emulator.region(), time.now().toEpochMilli());
        deploy(asItIs().service("other").goal(new Goal.Follow(arn)).build());
        assertThat(host.failure).hasMessageContaining("is of service web, not of other");
    }

    @Test
    void refusesOneOfTheSameNameInAnotherCluster() {
        String arn = begun();
        emulator.cluster("c2");
        emulator.service("c2", "web", "web:1", 1);
        record = new DeploymentRecord("web", "c2", emulator.region(), time.now().toEpochMilli());
        deploy(asItIs().cluster("c2").goal(new Goal.Follow(arn)).build());
        assertThat(host.failure).hasMessageContaining("is in cluster c1, not in c2");
    }

    private String begun() {
        deploy(image("registry/web:2").dontWait().build());
        host = new TestHost(host.ecs);
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
        emulator.clearCalls();
        return web.deploymentArns().get(0);
    }

    private void follow(String arn) {
        deploy(asItIs().goal(new Goal.Follow(arn)).build());
    }

    private void follow(String arn, Duration duration) {
        begin(asItIs().goal(new Goal.Follow(arn)).build());
        time.pass(duration);
    }
}
