package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.time.Duration;
import java.util.Optional;

/** A registry did not do what it was asked for, or could not be asked. */
public final class RegistryFailure extends EngineException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean passing;
    private final transient Optional<Duration> retryAfter;

    private RegistryFailure(
            String message, Throwable cause, int status, boolean passing, Optional<Duration> retryAfter) {
        super(message, cause);
        this.status = status;
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    /** The registry answered. */
    static RegistryFailure of(String message, RegistryAnswer answer) {
        return new RegistryFailure(message, null, answer.status(), answer.isTransient(), answer.retryAfter());
    }

    /** There was no answer. */
    static RegistryFailure unanswered(String message, Throwable cause, boolean passing) {
        return new RegistryFailure(message, cause, 0, passing, Optional.empty());
    }

    /** Whether the same may succeed in a moment. Where there was no answer, it may have been done all the same. */
    public boolean isTransient() {
        return passing;
    }

    /** The HTTP status; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** How long the registry asks to wait. */
    Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
