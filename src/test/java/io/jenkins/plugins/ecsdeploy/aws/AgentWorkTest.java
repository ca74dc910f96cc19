package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a single thread: whatever does not give it back keeps the next one waiting. */
class AgentWorkTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final EmulatedTime time = new EmulatedTime(EmulatorClock.manual());
    private final AgentWork work = new AgentWork(thread, time, Duration.ofSeconds(60));

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void answersWithWhatTheWorkAnswers() throws Exception {
        assertThat(answer(work.begin("reading a", () -> "text"))).isEqualTo("text");
        assertThatThrownBy(() -> answer(work.begin("reading a", () -> {
                    throw new IOException("no such agent");
                })))
                .hasRootCauseMessage("no such agent");
    }

    @Test
    void anAgentThatDoesNotAnswerFailsWhenTheTimeIsUpAndGivesTheThreadBack() throws Exception {
        Hanging hanging = new Hanging();
        CompletableFuture<String> answer = work.begin("ecsRender: reading x.json", hanging);
        hanging.awaitBegun();

        time.pass(Duration.ofSeconds(59));
        assertThat(answer).isNotDone();
        time.pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> answer(answer))
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining(
                        "ecsRender: reading x.json took longer than 60 seconds: the agent does not answer");
        assertThat(answer(work.begin("reading a", () -> "next"))).isEqualTo("next");
    }

    @Test
    void anAbortGivesTheThreadBack() throws Exception {
        Hanging hanging = new Hanging();
        CompletableFuture<String> answer = work.begin("reading x", hanging);
        hanging.awaitBegun();

        answer.cancel(true);

        assertThat(answer(work.begin("reading a", () -> "next"))).isEqualTo("next");
    }

    @Test
    void whoWasAbortedBeforeItBeganNeverBegins() throws Exception {
        Hanging first = new Hanging();
        CompletableFuture<String> one = work.begin("reading x", first);
        first.awaitBegun();
        Hanging second = new Hanging();
        CompletableFuture<String> two = work.begin("reading y", second);

        two.cancel(true);
        one.cancel(true);

        assertThat(answer(work.begin("reading a", () -> "next"))).isEqualTo("next");
        assertThat(second.begun.getCount()).isEqualTo(1);
    }

    @Test
    void theTimeBeginsWithTheWork() throws Exception {
        Hanging first = new Hanging();
        CompletableFuture<String> one = work.begin("reading x", first);
        first.awaitBegun();
        Hanging second = new Hanging();
        CompletableFuture<String> two = work.begin("reading y", second);
        time.pass(Duration.ofSeconds(50));

        one.cancel(true);
        second.awaitBegun();
        time.pass(Duration.ofSeconds(59));

        assertThat(two).isNotDone();
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
}
