package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks that fail, or that ECS does not start. */
class TaskFailureTest extends TaskTestBase {
    private static final String SIDECAR = WEB.replace(
            "\"containerDefinitions\":[",
            "\"containerDefinitions\":[{\"name\":\"router\",\"image\":\"r\",\"essential\":true},");

    @Test
    void anExitCodeIsAFailure() {
        emulator.tasks().scene(TaskScene.exits(3).logging("about to fail", "no such table"));

        run(web());

        assertThat(host.failure)
                .hasMessageMatching("web:1 in cluster c1 failed: its task [0-9a-f]{8}: container web exited with 3");
        assertThat(host.lines()).as("to its last line").endsWith("web | no such table");
        assertThat(record.status()).isEqualTo(TaskStatus.FAILED);
    }

    @Test
    void memorySaysSo() {
        emulator.tasks()
                .scene(TaskScene.exits(137).containerReason("OutOfMemoryError: Container killed due to memory usage"));

        run(web());

        assertThat(host.failure)
                .hasMessageContaining("exited with 137 (OutOfMemoryError: Container killed due to memory usage)")
                .hasMessageEndingWith("Give the container more memory");
    }

    @Test
    void aTaskThatDoesNotStartSaysWhyAndWhatToDo() {
        emulator.tasks()
                .scene(
                        TaskScene.failsToStart(
                                "CannotPullContainerError: pull image manifest has been retried 5 time(s): registry/web:1: not found"));

        run(web());

        assertThat(host.failure)
                .hasMessageContaining("it did not start: CannotPullContainerError")
                .hasMessageEndingWith("Check the name and the tag of the image");
        assertThat(tasks()).as("not tried again").isEqualTo(1);
    }

    @Test
    void anInterruptionIsAFailureEvenWithExitCode0() {
        emulator.tasks().scene(TaskScene.stoppedBy("SpotInterruption", "Your Spot Task was interrupted.", 0));

        run(web());

        assertThat(host.failure).hasMessageContaining("Fargate Spot took the capacity back");
        assertThat(tasks()).as("a migration is not run again").isEqualTo(1);
    }

    @Test
    void oneThatSomebodyStopsIsAFailure() {
        emulator.tasks().scene(TaskScene.never().stopping(Duration.ofSeconds(1), 0));
        begin(web());
        time.pass(Duration.ofSeconds(40));
        ecs(emulator.credentials())
                .tasks()
                .stop(CLUSTER, emulator.tasks().started().get(0), "not now");

        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("somebody stopped the task");
    }

    @Test
    void allEssentialContainersCount() {
        emulator.registerTaskDefinition(SIDECAR);
        emulator.tasks().scene(TaskScene.exits(0).exit("web", 0).exit("router", 137));

        run(web().revision("web:2"));

        assertThat(host.failure)
                .hasMessageContaining("container router exited with 137")
                .hasMessageEndingWith("Name the one that decides with container");
    }

    @Test
    void orTheOneThatIsNamed() {
        emulator.registerTaskDefinition(SIDECAR);
        emulator.tasks().scene(TaskScene.exits(0).exit("web", 0).exit("router", 137));

        run(web().revision("web:2").overrides(Map.of("container", "web")));

        assertThat(host.result).containsEntry("exitCodes", Map.of("router", 137, "web", 0));
    }

    @Test
    void oneOfSeveralThatFailsIsNamed() {
        emulator.tasks().next(TaskScene.succeeds()).next(TaskScene.exits(2)).next(TaskScene.succeeds());

        run(web().count(3));

        String second = emulator.tasks().started().get(1).replaceFirst(".*/(.{8}).*", "$1");
        assertThat(host.failure)
                .hasMessage("web:1 in cluster c1 failed: task " + second + ": container web exited with 2");
    }

    @Test
    void missingRoomIsWaitedFor() {
        emulator.tasks().refuse("RESOURCE:MEMORY", "RESOURCE:MEMORY", "AGENT").refuse("RESOURCE:CPU");

        run(web());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(tasks()).isEqualTo(1);
        assertThat(emulator.calls("RunTask").stream()
                        .map(call -> call.request().path("clientToken").asText())
                        .distinct())
                .as("the token of a call that started nothing stands for nothing")
                .hasSize(3);
        assertThat(host.log)
                .contains("  There is no room for the task now: RESOURCE:MEMORY (2 times), AGENT. It is tried again");
    }

    @Test
    void aTaskThatIsAcceptedAndFindsNoRoomIsReplaced() {
        emulator.tasks()
                .next(TaskScene.failsToStart("RESOURCE:MEMORY"))
                .next(TaskScene.succeeds().logging("done"));

        run(web());

        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("taskArn", emulator.tasks().started().get(1));
        assertThat(host.lines()).containsExactly("web | done");
    }

    @Test
    void roomIsNotWaitedForForEver() {
        for (int i = 0; i < 100; i++) {
            emulator.tasks().refuse("RESOURCE:MEMORY");
        }

        run(web().timeout(Duration.ofMinutes(5)));

        assertThat(host.failure)
                .hasMessageStartingWith("ECS had no room for the task within 5 minutes: RESOURCE:MEMORY. No container")
                .hasMessageEndingWith("add some, or ask for less CPU and memory");
        assertThat(record.status()).isEqualTo(TaskStatus.NOT_STARTED);
        assertThat(tasks()).isZero();
    }

    @Test
    void fargatesWordsForItAreKnownToo() {
        emulator.faults()
                .refuse(
                        "RunTask",
                        1,
                        "ClientException",
                        "Capacity is unavailable at this time. Please try again later or in a different availability zone");

        run(web());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void otherRefusalsAreFinal() {
        emulator.tasks().refuse("ATTRIBUTE");

        run(web());

        assertThat(host.failure)
                .hasMessage(
                        "ECS did not start the task: ATTRIBUTE. No container instance has what the task definition requires");
        assertThat(emulator.calls("RunTask")).hasSize(1);
    }

    @Test
    void whatIsMissingOfSeveralIsStartedLater() {
        emulator.tasks().refuse(2, "RESOURCE:MEMORY");

        run(web().count(3));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(tasks()).isEqualTo(3);
        assertThat(emulator.calls("RunTask").stream()
                        .map(call -> call.request().path("count").asInt()))
                .containsExactly(3, 1);
    }

    @Test
    void whatEcsRefusesIsSaidWithItsWords() {
        emulator.faults().refuse("RunTask", 1, "BlockedException", "Your account is blocked.");

        run(web());

        assertThat(host.failure)
                .hasMessageStartingWith(
                        "RunTask of web:1 in cluster c1 failed: BlockedException: Your account is blocked.");
        assertThat(record.status()).isEqualTo(TaskStatus.NOT_STARTED);
    }

    @Test
    void itIsStoppedWhenItsTimeIsOver() {
        emulator.tasks()
                .scene(TaskScene.never().lineEvery(Duration.ofMinutes(1)).logging("a", "b", "c", "d", "e"));

        run(web().timeout(Duration.ofMinutes(3)));

        assertThat(host.failure)
                .hasMessageStartingWith(
                        "web:1 in cluster c1 did not end within 3 minutes (timeoutMinutes), so the task was"
                                + " stopped");
        assertThat(record.status()).isEqualTo(TaskStatus.STOPPED);
        assertThat(done("StopTask")).isEqualTo(1);
        assertThat(host.lines()).containsExactly("web | a", "web | b");
    }

    @Test
    void anAbortStopsItAndShowsTheRestOfItsLog() {
        emulator.tasks()
                .scene(TaskScene.never().lineEvery(Duration.ofSeconds(10)).logging("a", "b", "c", "d", "e"));
        begin(web());
        time.pass(Duration.ofSeconds(46));
        List<String> done = new ArrayList<>();

        driver.abort(() -> done.add("done"));
        time.passUntilIdle();

        assertThat(done).hasSize(1);
        assertThat(host.failure).isNull();
        assertThat(host.result).isNull();
        assertThat(done("StopTask")).isEqualTo(1);
        assertThat(emulator.tasks().describe(emulator.tasks().started().get(0)))
                .contains("Jenkins: the build was aborted");
        assertThat(host.lines()).containsExactly("web | a", "web | b", "web | c");
        assertThat(record.status()).isEqualTo(TaskStatus.STOPPED);
    }

    @Test
    void anAbortBeforeAnythingStartedIsQuick() {
        emulator.tasks().refuse("RESOURCE:MEMORY").refuse("RESOURCE:MEMORY").refuse("RESOURCE:MEMORY");
        begin(web());
        time.pass(Duration.ofSeconds(3));
        List<String> done = new ArrayList<>();

        driver.abort(() -> done.add("done"));
        time.pass(Duration.ofSeconds(1));

        assertThat(done).hasSize(1);
        time.passUntilIdle();
        assertThat(tasks()).isZero();
    }

    @Test
    void badRequestsAreRefusedBeforeAnythingIsRegistered() {
        run(web().definition(WEB.replace("web:1", "web:2")).overrides(Map.of("container", "wbe")));

        assertThat(host.failure)
                .hasMessage(
                        "container names the container wbe, which taskDefinition does not have (did you mean web?); its"
                                + " containers are web");
        assertThat(done("RegisterTaskDefinition")).isZero();
    }
}
