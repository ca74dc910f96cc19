package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lets those who deploy to the same service take turns, in the order in which they began. Waiting holds no thread: who
 * waits is called when it is its turn. Nothing of this is kept on disk: who goes on after a restart joins again.
 */
public final class ServiceTurns {
    /** A place in the queue of one service, or the turn itself. */
    public final class Turn {
        private final String service;
        private final String who;
        private final long since;
        private final Runnable begin;

        private Turn(String service, String who, long since, Runnable begin) {
            this.service = service;
            this.who = who;
            this.since = since;
            this.begin = begin;
        }

        /** Gives the turn, or the place in the queue, away. May be called again. */
        public void end() {
            leave(this);
        }

        /** Who comes before this one; empty when it is its turn. */
        public List<String> waitsFor() {
            return ahead(this);
        }
    }

    private static final class Queue {
        /** Several only after a restart, if they had all begun before it. */
        final List<Turn> having = new ArrayList<>();

        final List<Turn> waiting = new ArrayList<>();
    }

    private final Map<String, Queue> queues = new HashMap<>();

    /**
     * Joins the queue of a service.
     *
     * @param service names the service among all
     * @param who how those who wait for this one call it
     * @param since when it began, which makes the order
     * @param begun true for one that had its turn before a restart: it goes on at once
     * @param begin called when it is its turn, perhaps before this returns; must not block
     */
    public Turn join(String service, String who, long since, boolean begun, Runnable begin) {
        Turn turn = new Turn(service, who, since, begin);
        synchronized (this) {
            Queue queue = queues.computeIfAbsent(service, name -> new Queue());
            if (!begun && !(queue.having.isEmpty() && queue.waiting.isEmpty())) {
                queue.waiting.add(turn);
                queue.waiting.sort(Comparator.comparing(waiting -> waiting.since));
                return turn;
            }
            queue.having.add(turn);
        }
        begin.run();
        return turn;
    }

    private void leave(Turn turn) {
        Turn next = null;
        synchronized (this) {
            Queue queue = queues.get(turn.service);
            if (queue == null || !(queue.having.remove(turn) || queue.waiting.remove(turn))) {
                return;
            }
            if (queue.having.isEmpty() && !queue.waiting.isEmpty()) {
                next = queue.waiting.remove(0);
                queue.having.add(next);
            }
            if (queue.having.isEmpty()) {
                queues.remove(turn.service);
            }
        }
        if (next != null) {
            next.begin.run();
        }
    }

    private synchronized List<String> ahead(Turn turn) {
        Queue queue = queues.get(turn.service);
        if (queue == null || !queue.waiting.contains(turn)) {
            return List.of();
        }
        return Stream.concat(queue.having.stream(), queue.waiting.stream().takeWhile(waiting -> waiting != turn))
                .map(before -> before.who)
                .toList();
    }
}
