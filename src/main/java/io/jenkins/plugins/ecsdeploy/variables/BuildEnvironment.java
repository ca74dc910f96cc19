package io.jenkins.plugins.ecsdeploy.variables;

import hudson.BulkChange;
import hudson.model.Run;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.EnvActionImpl;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Sets environment variables for the rest of a build, as {@code env.NAME = value} in its script does. */
final class BuildEnvironment {
    private BuildEnvironment() {}

    /**
     * Sets all of them, and saves the build once. Only the thread that runs the script may change the map of {@code env},
     * which is not made for more.
     *
     * @throws IOException if they cannot be set, or the build cannot be saved
     */
    static void set(Run<?, ?> run, FlowExecution execution, Map<String, String> variables)
            throws IOException, InterruptedException {
        EnvActionImpl env = EnvActionImpl.forRun(run);
        new ScriptThread(() -> execution.getCurrentExecutions(true)).run(() -> {
            try (BulkChange ignored = new BulkChange(run)) {
                variables.forEach(env::setProperty);
            }
        });
        run.save();
    }
}
