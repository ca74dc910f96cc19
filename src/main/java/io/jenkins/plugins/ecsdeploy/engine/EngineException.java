package io.jenkins.plugins.ecsdeploy.engine;

/**
 * A failure that a person can understand and act on. Its message names the thing, the value found and what to do, so
 * callers show the message alone, without a stack trace.
 */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
