package io.jenkins.plugins.ecsdeploy.aws;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Work that an agent has to answer, such as reading a file of a workspace. An agent may never answer, so this has threads
 * of its own: those that follow deployments go on, whatever hangs here.
 *
 * <p>A thread is freed by an interrupt. Only while others are stuck in writing to the same agent it is not: Remoting lets
 * one write at a time, and a write ends when Jenkins drops the agent, whose pings are not answered ({@code ChannelPinger}).
 */
public final class AgentWork {
    private final ExecutorService threads;
    private final Scheduler scheduler;
    private final Duration limit;

    /**
     * @param threads on which the work waits
     * @param scheduler tells when the time is up
     * @param limit how long one piece of work may take, from when it begins
     */
    AgentWork(ExecutorService threads, Scheduler scheduler, Duration limit) {
        this.threads = threads;
        this.scheduler = scheduler;
        this.limit = limit;
    }

    /**
     * Begins the work.
     *
     * @param what it does, for the message if the agent does not answer: {@code reading x.json}
     * @return the answer; whoever cancels it frees the thread. It fails with an {@link EngineException} when the time is up
     */
    public <T> CompletableFuture<T> begin(String what, Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> task = threads.submit(() -> {
            try {
                scheduler.schedule(() -> answer.completeExceptionally(late(what)), limit);
                answer.complete(work.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        answer.whenComplete((value, failure) -> {
            if (failure != null) {
                task.cancel(true);
            }
        });
        return answer;
    }

    private EngineException late(String what) {
        return new EngineException(what + " took longer than " + limit.toSeconds()
                + " seconds: the agent does not answer. Look whether it is alive, and run the build again");
    }
}
