package io.jenkins.plugins.ecsdeploy.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ForwardingListenableFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;

class ScriptThreadTest {
    private static final List<StepExecution> ONE = Collections.singletonList(null);

    private final AtomicReference<Thread> ranOn = new AtomicReference<>();

    @Test
    void runsTheTaskOnTheThreadThatCompletesTheList() throws Exception {
        new ScriptThread(() -> completedLater("the script")).run(() -> ranOn.set(Thread.currentThread()));

        assertThat(ranOn.get().getName()).isEqualTo("the script");
    }

    @Test
    void triesAgainWhereTheListIsCompleteTooEarly() throws Exception {
        AtomicInteger asked = new AtomicInteger();

        new ScriptThread(
                        () -> asked.incrementAndGet() < 3 ? Futures.immediateFuture(ONE) : completedLater("the script"))
                .run(() -> ranOn.set(Thread.currentThread()));

        assertThat(asked).hasValue(3);
        assertThat(ranOn.get().getName()).isEqualTo("the script");
    }

    @Test
    void throwsWhereTheThreadCannotBeHad() {
        ScriptThread script = new ScriptThread(() -> Futures.immediateFuture(ONE));

        assertThatThrownBy(() -> script.run(() -> ranOn.set(Thread.currentThread())))
                .isInstanceOf(IOException.class)
                .hasMessage("the thread that runs the script of the build cannot be had");
        assertThat(ranOn).hasValue(null);
    }

    @Test
    void throwsWhereTheScriptIsSuspended() {
        ScriptThread script = new ScriptThread(() -> Futures.immediateFuture(List.of()));

        assertThatThrownBy(() -> script.run(() -> ranOn.set(Thread.currentThread())))
                .isInstanceOf(IOException.class)
                .hasMessage("the script of the build is suspended or has ended");
        assertThat(ranOn).hasValue(null);
    }

    /** A list that a thread completes once somebody listens. */
    private static ListenableFuture<List<StepExecution>> completedLater(String thread) {
        SettableFuture<List<StepExecution>> steps = SettableFuture.create();
        return new ForwardingListenableFuture.SimpleForwardingListenableFuture<>(steps) {
            @Override
            public void addListener(Runnable listener, Executor executor) {
                super.addListener(listener, executor);
                new Thread(() -> steps.set(ONE), thread).start();
            }
        };
    }
}
