package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.EmulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a single thread: whatever does not give it back keeps the next one waiting. */
class AgentWorkTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final EmulatedTime time = new EmulatedTime(EmulatorClock.manual());
    private final AgentWork work = new AgentWork(thread, 1, time, Duration.ofSeconds(60));

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void answersWithWhatTheWorkAnswers() throws Exception {
        assertThat(answer(work.begin("agent", "reading a", () -> "text"))).isEqualTo("text");
        assertThatThrownBy(() -> answer(work.begin("agent", "reading a", () -> {
                    throw new IOException("no such agent");
                })))
                .hasRootCauseMessage("no such agent");
    }

    @Test
    void anAgentThatDoesNotAnswerFailsWhenTheTimeIsUpAndGivesTheThreadBack() throws Exception {
        Hanging hanging = new Hanging();
        CompletableFuture<String> answer = work.begin("agent", "ecsRender: reading x.json", hanging);
        hanging.awaitBegun();

        time.pass(Duration.ofSeconds(59));
        assertThat(answer).isNotDone();
        time.pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> answer(answer))
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining(
                        "ecsRender: reading x.json took longer than 60 seconds: the agent does not answer");
        assertThat(answer(work.begin("agent", "reading a", () -> "next"))).isEqualTo("next");
    }

    @Test
    void anAbortGivesTheThreadBack() throws Exception {
        Hanging hanging = new Hanging();
        CompletableFuture<String> answer = work.begin("agent", "reading x", hanging);
        hanging.awaitBegun();

        answer.cancel(true);

        assertThat(answer(work.begin("agent", "reading a", () -> "next"))).isEqualTo("next");
    }

    @Test
    void whoWasAbortedBeforeItBeganNeverBegins() throws Exception {
        Hanging first = new Hanging();
        CompletableFuture<String> one = work.begin("agent", "reading x", first);
        first.awaitBegun();
        Hanging second = new Hanging();
        CompletableFuture<String> two = work.begin("agent", "reading y", second);

        two.cancel(true);
        one.cancel(true);

        assertThat(answer(work.begin("agent", "reading a", () -> "next"))).isEqualTo("next");
        assertThat(second.begun.getCount()).isEqualTo(1);
    }

    @Test
    void theTimeBeginsWithTheWork() throws Exception {
        Hanging first = new Hanging();
        CompletableFuture<String> one = work.begin("agent", "reading x", first);
        first.awaitBegun();
        Hanging second = new Hanging();
        CompletableFuture<String> two = work.begin("agent", "reading y", second);
        time.pass(Duration.ofSeconds(50));

        one.cancel(true);
        second.awaitBegun();
        time.pass(Duration.ofSeconds(59));

        assertThat(two).isNotDone();
    }

    @Test
    void anAgentThatHoldsItsThreadsLeavesTheOthersToOtherAgents() throws Exception {
        ExecutorService three = Executors.newFixedThreadPool(3);
        AgentWork shared = new AgentWork(three, 2, time, Duration.ofSeconds(60));
        Stuck stuck = new Stuck();
        List<CompletableFuture<String>> held = Stream.generate(() -> shared.begin("dead", "reading x", stuck))
                .limit(5)
                .toList();

        assertThat(answer(shared.begin("healthy", "reading a", () -> "answer"))).isEqualTo("answer");
        held.forEach(answer -> answer.cancel(true));
        assertThat(answer(shared.begin("healthy", "reading a", () -> "answer"))).isEqualTo("answer");

        stuck.channelClosed.countDown();
        assertThat(answer(shared.begin("dead", "reading x", () -> "again"))).isEqualTo("again");
        three.shutdownNow();
    }

    /** As one that waits for others to write to an agent which takes nothing any more. */
    @Test
    void theTimeIsUpAlsoForWorkThatNothingEnds() throws Exception {
        Stuck stuck = new Stuck();
        CompletableFuture<String> begun = work.begin("agent", "reading x", stuck);
        stuck.begun.await();
        CompletableFuture<String> waiting = work.begin("agent", "reading y", () -> "never");

        time.pass(Duration.ofSeconds(59));
        assertThat(List.of(begun, waiting)).noneMatch(CompletableFuture::isDone);
        time.pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> answer(begun)).hasMessageContaining("reading x took longer than 60 seconds");
        assertThatThrownBy(() -> answer(waiting)).hasMessageContaining("reading y took longer than 60 seconds");
        stuck.channelClosed.countDown();
        assertThat(answer(work.begin("agent", "reading a", () -> "next"))).isEqualTo("next");
    }

    @Test
    void whoWaitsForAThreadOfItsAgentDoesSoAsLongAsTheAgentAnswersOthers() throws Exception {
        Hanging first = new Hanging();
        CompletableFuture<String> one = work.begin("agent", "reading x", first);
        first.awaitBegun();
        Hanging second = new Hanging();
        work.begin("agent", "reading y", second);
        CompletableFuture<String> three = work.begin("agent", "reading z", () -> "z");

        time.pass(Duration.ofSeconds(50));
        one.cancel(true);
        second.awaitBegun();
        time.pass(Duration.ofSeconds(59));
        assertThat(three).isNotDone();
        time.pass(Duration.ofSeconds(1));

        assertThat(answer(three)).isEqualTo("z");
    }

    private static String answer(CompletableFuture<String> of) throws Exception {
        return of.get(10, TimeUnit.SECONDS);
    }

    /** Waits until it is interrupted, as a call to an agent does that does not answer. */
    private static final class Hanging implements Callable<String> {
        final CountDownLatch begun = new CountDownLatch(1);

        void awaitBegun() throws InterruptedException {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public String call() throws InterruptedException {
            begun.countDown();
            new CountDownLatch(1).await();
            return "never";
        }
    }

    /** Waits whoever interrupts it, as a write to a channel that somebody else is writing to. */
    private static final class Stuck implements Callable<String> {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch channelClosed = new CountDownLatch(1);

        @Override
        public String call() {
            begun.countDown();
            while (true) {
                try {
                    channelClosed.await();
                    return "too late";
                } catch (InterruptedException e) {
                    // It does not come back for that.
                }
            }
        }
    }
}
