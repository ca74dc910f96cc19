package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Spreads calls out before AWS throttles them: some at once, and the others at a steady rate. It gives turns, and holds
 * nobody up: whoever has a turn later is to come back then.
 */
public final class Pacer {
    private final Duration interval;
    private final Duration ahead;
    /** When the next turn would be if there were no burst. */
    private final Map<String, Instant> next = new HashMap<>();

    /** @param burst how many turns may be taken at once after a pause */
    public Pacer(Duration interval, int burst) {
        this.interval = interval;
        this.ahead = interval.multipliedBy(burst - 1L);
    }

    /** Takes a turn among the calls of that key, and answers how long it is until then. */
    public synchronized Duration turn(String key, Instant now) {
        Instant turn = next.getOrDefault(key, now);
        turn = turn.isBefore(now) ? now : turn;
        next.put(key, turn.plus(interval));
        Duration wait = Duration.between(now, turn.minus(ahead));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
