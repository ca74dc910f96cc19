package io.jenkins.plugins.ecsdeploy.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Threads that work for agents. One agent holds a few of them at most, whatever becomes of its work, so that the rest is left
 * for others; what it is to do beyond that waits, in order, until one of them is given back.
 */
final class AgentThreads {
    private final Executor threads;
    private final int ofOneAgent;
    private final Map<Object, Share> shares = new IdentityHashMap<>();

    /** What one agent has of the threads, and who waits for one. */
    private static final class Share {
        private final List<Runnable> waiting = new ArrayList<>();
        private int held;
    }

    AgentThreads(Executor threads, int ofOneAgent) {
        this.threads = threads;
        this.ofOneAgent = ofOneAgent;
    }

    synchronized void execute(Object agent, Runnable task) {
        Share share = shares.computeIfAbsent(agent, any -> new Share());
        if (share.held == ofOneAgent) {
            share.waiting.add(task);
        } else {
            share.held++;
            threads.execute(() -> run(agent, task));
        }
    }

    /** The place among those that wait for a thread of the agent, from 1 on; 0 if the task does not wait, or no more. */
    synchronized int place(Object agent, Runnable task) {
        Share share = shares.get(agent);
        return share == null ? 0 : share.waiting.indexOf(task) + 1;
    }

    private void run(Object agent, Runnable task) {
        try {
            task.run();
        } finally {
            giveBack(agent);
        }
    }

    private synchronized void giveBack(Object agent) {
        Share share = shares.get(agent);
        share.held--;
        if (!share.waiting.isEmpty()) {
            try {
                execute(agent, share.waiting.remove(0));
            } catch (RejectedExecutionException e) {
                // Jenkins stops. Whoever waits goes on after the restart.
            }
        } else if (share.held == 0) {
            shares.remove(agent);
        }
    }
}
