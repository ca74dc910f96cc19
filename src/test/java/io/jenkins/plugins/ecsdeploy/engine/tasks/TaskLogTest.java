package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The log of the containers: as it comes, each line once, to the last one. */
class TaskLogTest extends TaskTestBase {
    private static final String[] TWENTY = lines(20);

    @Test
    void comesWhileTheTaskRuns() {
        emulator.tasks()
                .scene(TaskScene.succeeds().running(Duration.ofMinutes(2)).logging(TWENTY));
        begin(web());

        time.pass(Duration.ofSeconds(75));
        int half = host.lines().size();
        time.passUntilIdle();

        assertThat(half).isBetween(6, 10);
        assertAllOnce();
    }

    @Test
    void comesLate() {
        emulator.tasks()
                .scene(TaskScene.succeeds().logsLate(Duration.ofSeconds(15)).logging(TWENTY));

        run(web());

        assertAllOnce();
    }

    @Test
    void comesAllAtOnceAfterTheEnd() {
        emulator.tasks()
                .scene(TaskScene.succeeds()
                        .running(Duration.ofSeconds(1))
                        .logsLate(Duration.ofSeconds(25))
                        .logging(TWENTY));

        run(web());

        assertAllOnce();
    }

    @Test
    void emptyPagesInBetweenAreNotItsEnd() {
        emulator.tasks()
                .emptyPages(true)
                .pageSize(3)
                .scene(TaskScene.succeeds().running(Duration.ofSeconds(40)).logging(TWENTY));

        run(web());

        assertAllOnce();
    }

    @Test
    void throttlingIsWaitedOut() {
        emulator.tasks().scene(TaskScene.succeeds().logging(TWENTY));
        emulator.faults().throttle("GetLogEvents", 4);

        run(web());

        assertAllOnce();
    }

    @Test
    void brokenAnswersLoseNothing() {
        emulator.tasks().pageSize(5).scene(TaskScene.succeeds().logging(TWENTY));
        emulator.faults().lostAnswer("GetLogEvents", 2).after(2).serverError("GetLogEvents", 2, 503);

        run(web());

        assertAllOnce();
    }

    @Test
    void itsTokenMayExpire() {
        emulator.tasks()
                .scene(TaskScene.succeeds().running(Duration.ofMinutes(2)).logging(TWENTY));
        begin(web());
        time.pass(Duration.ofSeconds(80));
        emulator.tasks().expireLogTokens();

        time.passUntilIdle();

        assertAllOnce();
    }

    @Test
    void isNoReasonToFail() {
        emulator.tasks().scene(TaskScene.succeeds().logging(TWENTY));
        emulator.faults().deny("GetLogEvents");

        run(web());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.startsWith("  The log of container web is not shown: AccessDeniedException"))
                .anyMatch(line -> line.contains("It is in log group /ecs/web in eu-central-1, stream p/web/"));
    }

    @Test
    void ofAnotherDriverIsNotLookedFor() {
        emulator.registerTaskDefinition(WEB.replace("\"awslogs\"", "\"awsfirelens\""));

        run(web().revision("web:2"));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .contains("  There is no log of container web to show: its log driver is awsfirelens, and only logs of"
                        + " awslogs can be read");
        assertThat(emulator.calls("GetLogEvents")).isEmpty();
    }

    @Test
    void cannotPretendToBeSomethingElse() {
        emulator.tasks().scene(TaskScene.succeeds().logging("red \u001b[31malert\u001b[0m\rhidden", "two\nlines"));

        run(web());

        assertThat(host.lines()).containsExactly("web | red alert", "web | hidden", "web | two", "web | lines");
    }

    @Test
    void endsSoonAfterTheTaskIfItIsEmpty() {
        run(web());

        assertThat(Duration.between(
                        emulator.tasks().stoppedAt(emulator.tasks().started().get(0)),
                        record.started().plus(record.duration().orElseThrow())))
                .isLessThan(Duration.ofSeconds(30));
    }

    /** The verdict does not wait for it, so to say: Fargate takes longer to clean up than the last lines to come. */
    @Test
    void hasEndedWhenTheTaskHasStopped() {
        emulator.tasks().scene(TaskScene.succeeds().logging(TWENTY));

        run(web());

        assertThat(Duration.between(
                        emulator.tasks().stoppedAt(emulator.tasks().started().get(0)),
                        record.started().plus(record.duration().orElseThrow())))
                .isLessThan(Duration.ofSeconds(5));
    }

    private void assertAllOnce() {
        assertThat(host.failure).isNull();
        assertThat(host.lines())
                .containsExactlyElementsOf(
                        List.of(TWENTY).stream().map(line -> "web | " + line).toList());
    }

    private static String[] lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).toArray(String[]::new);
    }
}
