package io.jenkins.plugins.ecsdeploy.runtime;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Work that an agent has to answer, such as reading a file of a workspace. An agent may never answer, so this has threads
 * of its own: those that follow deployments go on, whatever hangs here.
 *
 * <p>Whoever asks is told when the time is up, and the thread is freed by an interrupt. Only while others are stuck in
 * writing to the same agent it is not: Remoting lets one write at a time, and a write ends when Jenkins drops the agent,
 * whose pings are not answered ({@code ChannelPinger}). So one agent gets a few of the threads only ({@link AgentThreads}),
 * and the others are never kept from their answers.
 */
public final class AgentWork {
    private final AgentThreads threads;
    private final Scheduler scheduler;
    private final Duration limit;

    /**
     * @param threads on which the work waits
     * @param ofOneAgent how many of them one agent may hold
     * @param scheduler tells when the time is up
     * @param limit how long one piece of work may take, from when it begins
     */
    public AgentWork(Executor threads, int ofOneAgent, Scheduler scheduler, Duration limit) {
        this.threads = new AgentThreads(threads, ofOneAgent);
        this.scheduler = scheduler;
        this.limit = limit;
    }

    /**
     * Begins the work, or lets it wait for other work of the same agent.
     *
     * @param agent tells the agent from others: its channel
     * @param what it does, for the message if the agent does not answer: {@code reading x.json}
     * @return the answer; whoever cancels it frees the thread. It fails with an {@link EngineException} when the time is up
     */
    public <T> CompletableFuture<T> begin(Object agent, String what, Callable<T> work) {
        return begin(agent, what, "the agent does not answer. Look whether it is alive", work);
    }

    /**
     * The same for what is as far away as an agent, and as silent.
     *
     * @param whatIsWrong for the message if it does not answer, and what to look at: a sentence that goes on
     */
    public <T> CompletableFuture<T> begin(Object agent, String what, String whatIsWrong, Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable late = () -> answer.completeExceptionally(late(what, whatIsWrong));
        FutureTask<Void> task = new FutureTask<>(
                () -> {
                    try {
                        scheduler.schedule(late, limit);
                        answer.complete(work.call());
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                },
                null);
        answer.whenComplete((value, failure) -> {
            if (failure != null) {
                task.cancel(true);
            }
        });
        threads.execute(agent, task);
        giveUpWhereNothingMoves(agent, task, late);
        return answer;
    }

    /** Many may wait for an agent that answers them one after the other; but not for one that answers nobody. */
    private void giveUpWhereNothingMoves(Object agent, Runnable task, Runnable late) {
        int place = threads.place(agent, task);
        if (place == 0) {
            return;
        }
        scheduler.schedule(
                () -> {
                    if (threads.place(agent, task) == place) {
                        late.run();
                    } else {
                        giveUpWhereNothingMoves(agent, task, late);
                    }
                },
                limit);
    }

    private EngineException late(String what, String whatIsWrong) {
        return new EngineException(what + " took longer than " + limit.toSeconds() + " seconds: " + whatIsWrong
                + ", and run the build again");
    }
}
