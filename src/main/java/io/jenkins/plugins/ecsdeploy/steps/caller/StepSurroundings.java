package io.jenkins.plugins.ecsdeploy.steps.caller;

import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.ecsdeploy.access.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What stands around a Pipeline step. */
public final class StepSurroundings implements Surroundings {
    private final StepContext context;

    public StepSurroundings(StepContext context) {
        this.context = context;
    }

    @Override
    public EnvVars environment() {
        return get(EnvVars.class);
    }

    @Override
    public Optional<String> target() {
        return Optional.ofNullable(get(EnclosingTarget.class)).map(EnclosingTarget::name);
    }

    @Override
    public Optional<FilePath> agent() {
        try {
            return Optional.ofNullable(get(FilePath.class));
        } catch (UncheckedIOException e) {
            // It is offline.
            return Optional.empty();
        }
    }

    @Override
    public String stepId() {
        return get(FlowNode.class).getId();
    }

    private <T> T get(Class<T> type) {
        return get(context, type);
    }

    /** What the context has, where interrupts and broken files are no concern of the caller. */
    public static <T> T get(StepContext context, Class<T> type) {
        try {
            return context.get(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
