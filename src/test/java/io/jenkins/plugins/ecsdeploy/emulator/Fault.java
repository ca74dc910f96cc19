package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.util.function.Supplier;

/** What goes wrong with one call. */
record Fault(Fault.Kind kind, Duration latency, Supplier<AwsError> error) {
    static final Fault NONE = new Fault(Kind.NONE, null, null);

    enum Kind {
        NONE,
        CUT,
        ERROR,
        LOST_ANSWER,
        NO_DEPLOYMENT,
        OLD_ANSWER,
        LATENCY
    }
}
