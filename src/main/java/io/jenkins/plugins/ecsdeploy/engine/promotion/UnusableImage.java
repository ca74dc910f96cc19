package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;

/** A registry has answered, and nobody can pull that image now. */
public final class UnusableImage extends EngineException {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    private UnusableImage(String message, boolean missing) {
        super(message);
        this.missing = missing;
    }

    static UnusableImage missing(String message) {
        return new UnusableImage(message, true);
    }

    static UnusableImage archived(String message) {
        return new UnusableImage(message, false);
    }

    /** Whether it is not there; otherwise it is there and archived. */
    public boolean isMissing() {
        return missing;
    }
}
