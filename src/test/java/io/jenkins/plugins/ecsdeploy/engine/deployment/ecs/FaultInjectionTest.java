package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of a deployment that changes something meets every kind of trouble in turn. Whatever happens to a call or
 * to its answer, ECS carries out one registration and one update, and the deployment ends as it would have.
 */
class FaultInjectionTest extends DeploymentTestBase {
    /** What brings a service to a revision; {@link #theseAreAllThatChangeSomething} shows what else there is. */
    private static final List<String> CHANGES = List.of("RegisterTaskDefinition", "UpdateService");

    static Stream<Arguments> troubles() {
        return CHANGES.stream()
                .flatMap(action -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(action, trouble)));
    }

    @Test
    void theseAreAllThatChangeSomething() {
        emulator.registerTaskDefinition(WEB);
        record.afterwards(true, 1);

        deploy(image("registry/web:2").build());

        assertThat(emulator.calls().stream().map(Call::action).distinct())
                .filteredOn(action -> !action.matches("(Describe|List|Get).*"))
                .containsExactlyInAnyOrder("RegisterTaskDefinition", "UpdateService", "DeregisterTaskDefinition");
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void succeedsOnce(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);

        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentArn", web.deploymentArns().get(0));
        assertThat(web.taskDefinition()).endsWith("task-definition/web:2");
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(done("UpdateService")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void isRolledBackOnce(String action, Trouble trouble) {
        web.circuitBreaker(true).scene(Scene.crash());
        trouble.meet(emulator.faults(), action);

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageEndingWith("ECS rolled the service back to web:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(host.kept).containsOnlyKeys("ecs-deployment-web.json");
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(done("UpdateService")).isEqualTo(1);
    }

    /** The program dies while it waits for the answer of a call that meets trouble, and another one goes on. */
    @ParameterizedTest
    @MethodSource("troubles")
    void succeedsOnceIfTheProgramDiesMeanwhile(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);
        emulator.onCall(call -> host.crashed |= call.action().equals(action));
        begin(image("registry/web:2").build());
        time.pass(Duration.ZERO);
        driver.cancel();
        host = host.afterACrash();
        emulator.onCall(call -> {});

        resume(image("registry/web:2").build());
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(done("UpdateService")).isEqualTo(1);
    }

    /** No deployment tells that the service's settings were updated: only the settings themselves do. */
    @ParameterizedTest
    @MethodSource("troubles")
    void scalesOnce(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);

        deploy(asItIs().desiredCount(3).build());

        assertThat(host.result).containsEntry("status", "UPDATED");
        assertThat(web.describe()).contains("\"desiredCount\":3");
        assertThat(done("RegisterTaskDefinition")).isZero();
        assertThat(done("UpdateService")).isEqualTo(1);
    }

    /** The revision stays the same, so that the service's deployment alone tells whether the update was made. */
    @ParameterizedTest
    @MethodSource("troubles")
    void deploysTheSameAgainOnce(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);

        deploy(asItIs().force().build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("RegisterTaskDefinition")).isZero();
        assertThat(done("UpdateService")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void deregistersOnce(Trouble trouble) {
        for (int i = 2; i <= 4; i++) {
            emulator.registerTaskDefinition(WEB.replace("registry/web:1", "registry/web:" + i));
        }
        trouble.meet(emulator.faults(), "DeregisterTaskDefinition");
        record.afterwards(false, 1);

        deploy(image("registry/web:new").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(emulator.calls("DeregisterTaskDefinition").stream()
                        .filter(Call::done)
                        .map(call -> Arns.shortName(
                                call.request().path("taskDefinition").asText())))
                .containsExactly("web:2", "web:3", "web:4");
        assertThat(emulator.calls("DeregisterTaskDefinition").stream().map(Call::error))
                .as("never of what is gone already")
                .doesNotContain("ClientException");
    }

    /** Another build registers a revision of the same family before ours is looked for. */
    @Test
    void aLostAnswerIsFoundBehindTheRevisionOfAnother() {
        emulator.faults().lostAnswer("RegisterTaskDefinition");
        begin(image("registry/web:2").build());
        time.pass(Duration.ZERO);
        emulator.registerTaskDefinition(WEB.replace("registry/web:1", "registry/web:other"));

        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("task-definition/web:2");
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
    }

    private long done(String action) {
        return emulator.calls(action).stream().filter(Call::done).count();
    }
}
