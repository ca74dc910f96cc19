package io.jenkins.plugins.ecsdeploy;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what happens on other threads, with a limit that is only there to end a test that fails. */
public final class Waiting {
    /** Other tests may keep the processors busy meanwhile. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Waiting() {}

    /** The beginning of {@code await().until(…)}. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LIMIT);
    }
}
