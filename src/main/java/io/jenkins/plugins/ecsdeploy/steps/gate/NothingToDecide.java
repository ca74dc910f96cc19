package io.jenkins.plugins.ecsdeploy.steps.gate;

import hudson.model.TaskListener;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;

/**
 * The step when {@code ecsDeploy} began no deployment, for the service runs that definition already: a build that is repeated is
 * no failure. The block is not run.
 */
final class NothingToDecide extends SynchronousStepExecution<Map<String, Object>> {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Object> result;

    NothingToDecide(StepContext context, Map<String, ?> result) {
        super(context);
        this.result = new LinkedHashMap<>(result);
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        getContext()
                .get(TaskListener.class)
                .getLogger()
                .println("[ecsGate] Nothing waits at a gate: no deployment was begun ("
                        + result.get(GatedDeployment.STATUS) + ")");
        return result;
    }
}
