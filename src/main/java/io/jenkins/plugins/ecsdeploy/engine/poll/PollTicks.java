package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The moments at which questions are asked, the same for all in a group, so that they meet in one call. Where the ticks
 * fall is left to chance: several controllers with one account shall not call together.
 */
final class PollTicks {
    /** The longer the pause, the rarer the ticks: who can wait, waits for company. */
    private static final long[] MILLIS = {14_800, 3_700, 1_850};

    private final long offset = ThreadLocalRandom.current().nextLong(MILLIS[0]);

    /** The last tick before the pause is over; for a very short pause, its end. */
    Instant within(Instant now, Duration pause) {
        Instant at = now.plus(pause);
        for (long millis : MILLIS) {
            if (pause.toMillis() >= millis) {
                long since = Math.floorMod(at.toEpochMilli() - offset, millis);
                return Instant.ofEpochMilli(at.toEpochMilli() - since);
            }
        }
        return at;
    }
}
