package io.jenkins.plugins.ecsdeploy.engine.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Preflight;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.DeploymentTestBase;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A deployment whose definition is checked before it is registered. */
class PreflightTest extends DeploymentTestBase {
    private final List<TaskDefinition> checked = new ArrayList<>();

    private CompletableFuture<Void> check(EcsApi ecs, TaskDefinition definition, Consumer<String> log) {
        checked.add(definition);
        return new DefinitionChecks(ecs, () -> null, Runnable::run, any -> true)
                .run(new CheckRequest(definition, CLUSTER, Optional.of("web"), Optional.empty(), Optional.empty()))
                .thenAccept(CheckReport::refuseWrong);
    }

    @Test
    void whatIsRightIsDeployed() {
        deploy(image("registry/web:2").build().checkedBy(this::check));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(checked)
                .singleElement()
                .satisfies(definition -> assertThat(definition.images()).containsEntry("web", "registry/web:2"));
    }

    @Test
    void whatIsWrongIsRefusedBeforeAnythingIsChanged() {
        web.loadBalancer("web-tg", "web", 8080);

        deploy(image("registry/web:2").build().checkedBy(this::check));

        assertThat(host.failure).hasMessageContainingAll("cannot be deployed", "port web:8080", "has no such port");
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void itIsNotWaitedForWithAThread() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Preflight slow = (ecs, definition, log) -> {
            checked.add(definition);
            time.schedule(() -> answer.complete(null), Duration.ofSeconds(20));
            return answer;
        };

        deploy(image("registry/web:2").build().checkedBy(slow));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(checked).hasSize(1);
    }

    @Test
    void afterARestartItIsDoneAgain() {
        var request = image("registry/web:2").build().checkedBy(this::check);
        emulator.onCall(call -> {
            if (call.action().equals("RegisterTaskDefinition")) {
                host.crashed = true;
                host.stopping = true;
            }
        });
        deploy(request);
        emulator.onCall(call -> {});
        host = host.afterACrash();

        resume(request);
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(checked).hasSize(2);
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
    }
}
