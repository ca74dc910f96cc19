package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a call, to its answer, or to the program: one task. And each line of its log once. */
class TaskOnceTest extends TaskTestBase {
    private static final String[] LINES =
            IntStream.rangeClosed(1, 12).mapToObj(i -> "line " + i).toArray(String[]::new);

    @BeforeEach
    void log() {
        emulator.tasks()
                .scene(TaskScene.succeeds().running(Duration.ofMinutes(1)).logging(LINES));
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void troubleWithRunTask(Trouble trouble) {
        trouble.meet(emulator.faults(), "RunTask");

        run(web());

        assertOne();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void troubleWithRegistration(Trouble trouble) {
        trouble.meet(emulator.faults(), "RegisterTaskDefinition");

        run(web().definition(WEB.replace("registry/web:1", "registry/web:2")));

        assertOne();
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
    }

    /** The program dies while it waits for the answer of a call that meets trouble, and another one goes on. */
    @ParameterizedTest
    @EnumSource(Trouble.class)
    void troubleAndTheProgramDies(Trouble trouble) {
        trouble.meet(emulator.faults(), "RunTask");
        emulator.onCall(call -> host.crashed |= call.action().equals("RunTask"));
        begin(web());
        time.pass(Duration.ofSeconds(1));
        driver.cancel();
        emulator.onCall(call -> {});

        resume(web());
        time.passUntilIdle();

        assertOne();
    }

    /** It dies at some moment, whatever happens then. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 10, 16, 20, 25, 31, 40, 47, 55, 63, 70, 76, 80, 85, 90, 95})
    void theProgramDies(int seconds) {
        begin(web());
        time.pass(Duration.ofSeconds(seconds));
        if (host.result == null) {
            crash();
            time.pass(Duration.ofSeconds(7));
            if (host.states.isEmpty()) {
                return;
            }
            resume(web());
        }

        time.passUntilIdle();

        assertOne();
    }

    /** It dies in the middle of what it shows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theProgramDiesBetweenTwoLines(int line) {
        emulator.tasks()
                .scene(TaskScene.succeeds().logsLate(Duration.ofSeconds(9)).logging(LINES));
        host.onLog = () -> host.crashed |= host.lines().size() == line;
        begin(web());
        while (!host.crashed) {
            time.pass(Duration.ofSeconds(1));
        }
        driver.cancel();
        host.onLog = () -> {};

        resume(web());
        time.passUntilIdle();

        assertOne();
    }

    /** The answer is lost, and the program is started again when the task has long ended, but ECS remembers it. */
    @Test
    void aTaskThatHasEndedIsFoundByItsToken() {
        lostAndDead();

        emulator.clock().advance(Duration.ofMinutes(40));
        resume(web());
        time.passUntilIdle();

        assertOne();
    }

    /** Of a long task, the token would hold; but nobody knows how long it was, so it is looked for. */
    @Test
    void aTaskThatStillRunsIsFoundByWhoStartedIt() {
        emulator.tasks().scene(TaskScene.succeeds().running(Duration.ofHours(3)).logging(LINES));
        lostAndDead();

        emulator.clock().advance(Duration.ofHours(2));
        resume(web());
        time.passUntilIdle();

        assertOne();
        assertThat(host.log).contains("  The answer to RunTask was lost; found what it has started");
        assertThat(emulator.calls("RunTask")).hasSize(1);
    }

    @Test
    void aTaskThatEcsHasForgottenIsNotRunAgain() {
        lostAndDead();

        emulator.clock().advance(Duration.ofHours(3));
        resume(web());
        time.passUntilIdle();

        assertThat(tasks()).isEqualTo(1);
        assertThat(emulator.calls("RunTask")).hasSize(1);
        assertThat(record.status()).isEqualTo(TaskStatus.UNKNOWN);
        assertThat(host.failure)
                .hasMessageStartingWith(
                        "It is unknown whether a task was started: the answer to RunTask, asked at 2026-")
                .hasMessageContaining("It is not run again, for it may have run")
                .hasMessageContaining("startedBy team/web-42/");
    }

    @Test
    void norWhereNobodyMayLook() {
        lostAndDead();
        emulator.faults().deny("ListTasks");

        emulator.clock().advance(Duration.ofHours(3));
        resume(web());
        time.passUntilIdle();

        assertThat(tasks()).isEqualTo(1);
        assertThat(record.status()).isEqualTo(TaskStatus.UNKNOWN);
        assertThat(host.failure).hasMessageContaining("Looking for it failed: AccessDeniedException");
    }

    /** The service has got another network meanwhile, so the repeated call is another request than the first. */
    @Test
    void aChangedServiceMakesNoSecondTask() {
        lostAndDead();
        emulator.service(CLUSTER, "web").subnets("subnet-2");

        resume(web());
        time.passUntilIdle();

        assertOne();
        assertThat(emulator.calls("RunTask").get(1).error()).isEqualTo("ConflictException");
    }

    /** The rights were taken away between a call whose answer was lost and the next. */
    @Test
    void aRefusalDoesNotHideWhatWasStartedBefore() {
        emulator.faults().lostAnswer("RunTask").refuse("RunTask", 1, "AccessDeniedException", "not any more");

        run(web());

        assertOne();
    }

    @Test
    void aRefusalAfterALostCallThatDidNothingIsOne() {
        emulator.faults().cut("RunTask").refuse("RunTask", 20, "AccessDeniedException", "not any more");

        run(web());

        assertThat(tasks()).isZero();
        assertThat(host.failure).hasMessageContaining("AccessDeniedException: not any more");
        assertThat(record.status()).isEqualTo(TaskStatus.NOT_STARTED);
    }

    @Test
    void aRunThatCannotBeWrittenDownIsNotStarted() {
        host.disk = () -> {
            throw new IllegalStateException("disk full");
        };
        begin(web());
        time.pass(Duration.ofMinutes(5));
        assertThat(tasks()).isZero();

        host.disk = () -> {};
        time.passUntilIdle();

        assertOne();
        assertThat(host.log).filteredOn(line -> line.contains("disk full")).hasSize(1);
    }

    @Test
    void anAbortFindsWhatALostCallHasStarted() {
        emulator.tasks().scene(TaskScene.never());
        emulator.faults().lostAnswer("RunTask");
        emulator.faults().cut("RunTask", 50);
        begin(web());
        time.pass(Duration.ofSeconds(1));
        List<String> done = new ArrayList<>();

        driver.abort(() -> done.add("done"));
        time.passUntilIdle();

        assertThat(done).hasSize(1);
        assertThat(tasks()).isEqualTo(1);
        assertThat(done("StopTask")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void troubleWithStopTask(Trouble trouble) {
        emulator.tasks().scene(TaskScene.never());
        trouble.meet(emulator.faults(), "StopTask");

        run(web().timeout(Duration.ofMinutes(2)));

        assertThat(record.status()).isEqualTo(TaskStatus.STOPPED);
        assertThat(done("StopTask")).isEqualTo(1);
    }

    @Test
    void aStopGoesOnAfterACrash() {
        emulator.tasks().scene(TaskScene.never().stopping(Duration.ofSeconds(30), 143));
        begin(web());
        time.pass(Duration.ofSeconds(30));
        driver.abort(() -> {});
        time.pass(Duration.ofSeconds(5));
        crash();

        resume(web());
        time.passUntilIdle();

        assertThat(host.failure).hasMessageStartingWith("The build was aborted, so the task was stopped");
        assertThat(done("StopTask")).isEqualTo(1);
    }

    @Test
    void anEndThatNobodyHeardOfIsToldAgain() {
        begin(web());
        time.passUntilIdle();
        assertThat(host.result).isNotNull();

        resume(web());
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(tasks()).isEqualTo(1);
    }

    /** Nothing is told, and nothing begun, while the program is about to end. */
    @Test
    void aProgramThatEndsSaysNothing() {
        begin(web());
        time.pass(Duration.ofSeconds(30));
        host.stopping = true;
        int lines = host.log.size();

        time.passUntilIdle();

        assertThat(host.log).hasSize(lines);
        assertThat(host.failure).isNull();
        assertThat(host.result).isNull();
    }

    /** RunTask is carried out, its answer is lost, and so is the program. */
    private void lostAndDead() {
        emulator.faults().lostAnswer("RunTask");
        emulator.onCall(call -> host.crashed |= call.action().equals("RunTask"));
        begin(web());
        time.pass(Duration.ofSeconds(1));
        driver.cancel();
        emulator.onCall(call -> {});
    }

    private void assertOne() {
        assertThat(tasks()).isEqualTo(1);
        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.lines())
                .containsExactlyElementsOf(
                        List.of(LINES).stream().map(line -> "web | " + line).toList());
    }
}
