package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.remoting.AsyncFutureImpl;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.deployment.EmulatedTime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentAnswersTest {
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final EmulatedTime time = new EmulatedTime(EmulatorClock.manual());
    private final AgentAnswers answers = new AgentAnswers(new AgentWork(threads, 1, time, Duration.ofMinutes(1)), time);

    private final AtomicInteger asked = new AtomicInteger();
    private final AsyncFutureImpl<Object> answer = new AsyncFutureImpl<>();
    private final VirtualChannel agent = (VirtualChannel) Proxy.newProxyInstance(
            VirtualChannel.class.getClassLoader(),
            new Class<?>[] {VirtualChannel.class},
            (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("callAsync");
                asked.incrementAndGet();
                return answer;
            });

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Whoever looks is a thread that follows deployments. */
    @Test
    void nobodyWaitsForAnAgentThatDoesNotAnswer() {
        assertThat(answers.fetch("step", agent)).isEmpty();
        assertThat(answers.fetch("step", agent)).isEmpty();
    }

    @Test
    void anAgentIsAskedOnceAndItsAnswerIsGivenOnce() throws Exception {
        CompletableFuture<AgentKeys> asking = answers.ask("step", agent);
        assertThat(answers.fetch("step", agent)).isEmpty();
        answer.set(new AgentKeys.NotThere("has none"));
        assertThatThrownBy(() -> asking.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("has none");

        assertThat(answers.fetch("step", agent)).hasValue(asking);
        assertThat(asked).hasValue(1);

        answers.ask("step", agent).handle((keys, failure) -> null).get(10, TimeUnit.SECONDS);
        assertThat(asked).hasValue(2);
    }

    @Test
    void anAnswerThatNobodyFetchesIsNotKept() throws Exception {
        CompletableFuture<AgentKeys> asking = answers.ask("step", agent);
        answer.set(new AgentKeys.NotThere("has none"));
        asking.handle((keys, failure) -> null).get(10, TimeUnit.SECONDS);

        // What follows the answer on that thread has been done, too.
        threads.submit(() -> {}).get(10, TimeUnit.SECONDS);
        time.pass(Duration.ofMinutes(2));

        answers.ask("step", agent);
        threads.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(asked).hasValue(2);
    }
}
