package io.jenkins.plugins.ecsdeploy.variables;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/**
 * Runs a step on build variables in the background. It takes no longer than reading a few small files, and doing it
 * again changes nothing, so a restart of the controller begins it anew.
 */
abstract class VariablesExecution<T> extends SynchronousNonBlockingStepExecution<T> {
    private static final long serialVersionUID = 1L;

    /** So many names tell what was done; the build's page has all. */
    private static final int NAMES_IN_LOG = 20;

    private final String function;

    VariablesExecution(StepContext context, String function) {
        super(context);
        this.function = function;
    }

    abstract T run(Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException;

    @Override
    protected final T run() throws Exception {
        try {
            return run(getContext().get(Run.class), getContext().get(TaskListener.class));
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
    }

    @Override
    public void onResume() {
        try {
            start();
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    final void say(TaskListener listener, String line) {
        listener.getLogger().println("[" + function + "] " + line);
    }

    /** How many variables and which; never their values. */
    static String inWords(Collection<String> names) {
        String first = names.stream().limit(NAMES_IN_LOG).map(Shown::text).collect(Collectors.joining(", "));
        int more = names.size() - NAMES_IN_LOG;
        return (names.size() == 1 ? "1 variable: " : names.size() + " variables: ")
                + first
                + (more > 0 ? " and " + more + " more" : "");
    }
}
