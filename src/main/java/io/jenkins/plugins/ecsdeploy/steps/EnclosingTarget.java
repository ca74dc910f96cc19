package io.jenkins.plugins.ecsdeploy.steps;

import java.io.Serializable;

/** Tells the steps within {@code ecsTarget} of its target. */
final class EnclosingTarget implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;

    EnclosingTarget(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
