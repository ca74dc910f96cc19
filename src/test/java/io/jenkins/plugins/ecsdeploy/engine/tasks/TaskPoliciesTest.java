package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DocumentedPolicy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run of a task needs no more rights than docs/administration.md has. */
class TaskPoliciesTest extends TaskTestBase {
    private static final Set<String> ALLOWED = DocumentedPolicy.actions("## IAM policies", "ecsRunTask");

    @BeforeEach
    void deny() {
        DocumentedPolicy.denyAllBut(ALLOWED, emulator);
    }

    @Test
    void aTaskOfANewDefinitionNeedsNoMore() {
        emulator.tasks().scene(TaskScene.succeeds().logging("done"));

        run(web().definition(WEB.replace("registry/web:1", "registry/web:2")));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.lines()).hasSize(1);
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    @Test
    void norDoesOneThatIsStoppedAfterALostAnswer() {
        emulator.tasks().scene(TaskScene.never());
        emulator.faults().lostAnswer("RunTask").cut("RunTask", 12);
        begin(web());
        time.pass(Duration.ofSeconds(5));

        driver.abort(() -> {});
        time.passUntilIdle();

        assertThat(record.status()).isEqualTo(TaskStatus.STOPPED);
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }
}
