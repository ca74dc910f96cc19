package io.jenkins.plugins.ecsdeploy.engine.deployment;

/** The record of a deployment cannot be written down now, which is no fault of the deployment: the disk may be full. */
public final class NotRemembered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotRemembered(String message, Throwable cause) {
        super(message, cause);
    }
}
