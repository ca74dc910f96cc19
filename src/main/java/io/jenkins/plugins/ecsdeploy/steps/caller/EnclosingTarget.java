package io.jenkins.plugins.ecsdeploy.steps.caller;

import java.io.Serializable;

/** Tells the steps within {@code ecsTarget} of its target. */
public final class EnclosingTarget implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;

    public EnclosingTarget(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }
}
