package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Runs {@code ecsGate}: follows the deployment like any other step, and its block whenever it waits at a gate. After a
 * restart the block goes on by itself, and what it has decided is kept until the deployment is followed again.
 */
final class EcsGateExecution extends EcsDeployExecution {
    private static final long serialVersionUID = 1L;

    /** The gate for which the block runs, or has run. */
    private String gateId;

    private BodyExecution block;
    private boolean blockRuns;
    /** What the block has decided; after a restart it is to be said again. */
    private String decided;

    private String reason;
    /** What the step fails with when the service is back. */
    private transient Throwable blockFailure;

    EcsGateExecution(StepContext context, EcsGateStep step) {
        super(context, step);
    }

    @Override
    StepHost host(Run<?, ?> run, DeploymentRecord record, String prefix) {
        return new GateHost(getContext(), run, step(), record, prefix, this::ended, this::gate, this::insteadOf);
    }

    @Override
    void driving() {
        synchronized (this) {
            if (decided != null) {
                answer(GateAnswer.valueOf(decided), reason);
            }
        }
    }

    /** Called after each look that tells. */
    private void gate(Optional<Gate> waiting) {
        BodyExecution toEnd = null;
        synchronized (this) {
            boolean same = waiting.isPresent() && waiting.get().id().equals(gateId);
            if (same) {
                return;
            }
            if (blockRuns) {
                toEnd = block;
            } else if (waiting.isPresent()) {
                begin(waiting.get());
            }
        }
        if (toEnd != null) {
            toEnd.cancel(new GateIsClosed());
        }
    }

    private void begin(Gate gate) {
        gateId = gate.id();
        decided = null;
        blockRuns = true;
        try {
            StepContext context = getContext();
            block = context.newBodyInvoker()
                    .withContext(EnvironmentExpander.merge(
                            context.get(EnvironmentExpander.class), EnvironmentExpander.constant(environment(gate))))
                    .withCallback(new GateBlock(this))
                    .start();
        } catch (Exception e) {
            blockRuns = false;
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            blockEnded(e);
        }
    }

    private Map<String, String> environment(Gate gate) {
        DeploymentRecord record = record();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ECS_GATE", gate.name());
        variables.put("ECS_GATE_NUMBER", String.valueOf(record.gate().number()));
        gate.expires().ifPresent(time -> variables.put("ECS_GATE_EXPIRES", time.toString()));
        variables.put("ECS_DEPLOYMENT", record.deploymentInWords());
        variables.put("ECS_TASK_DEFINITION", record.taskDefinitionArn());
        gate.productionWeight().ifPresent(weight -> variables.put("ECS_PRODUCTION_WEIGHT", weight.toString()));
        gate.testUrl().ifPresent(url -> variables.put("ECS_TEST_URL", url));
        return variables;
    }

    /**
     * The block has ended.
     *
     * @param failure null if it ended well
     */
    void blockEnded(Throwable failure) {
        synchronized (this) {
            blockRuns = false;
            block = null;
            if (isClosed(failure)) {
                log("  The gate is closed, so the block was interrupted");
                return;
            }
            if (!isAbort(failure)) {
                blockFailure = failure;
                decided = (failure == null ? GateAnswer.CONTINUE : GateAnswer.ROLL_BACK).name();
                reason = failure == null ? null : "the block of ecsGate failed" + words(failure);
                answer(GateAnswer.valueOf(decided), reason);
                return;
            }
        }
        try {
            super.stop(failure);
        } catch (Exception e) {
            getContext().onFailure(failure);
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        BodyExecution toEnd;
        synchronized (this) {
            toEnd = blockRuns ? block : null;
        }
        if (toEnd == null) {
            super.stop(cause);
        } else {
            toEnd.cancel(cause);
        }
    }

    private static String words(Throwable failure) {
        String message = failure instanceof FlowInterruptedException interrupted
                ? interrupted.getCauses().stream()
                        .map(CauseOfInterruption::getShortDescription)
                        .reduce((first, second) -> first + ", " + second)
                        .orElse("interrupted")
                : failure.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message;
    }

    /** The block was ended by us. */
    private static boolean isClosed(Throwable failure) {
        return failure instanceof FlowInterruptedException interrupted
                && interrupted.getCauses().stream().anyMatch(GateIsClosed.class::isInstance);
    }

    /** The build is aborted. What else interrupts a block, such as a timeout or an answer of no, is the block's failure. */
    private static boolean isAbort(Throwable failure) {
        return failure instanceof FlowInterruptedException interrupted
                && (interrupted.getCauses().isEmpty()
                        || interrupted.getCauses().stream()
                                .anyMatch(CauseOfInterruption.UserInterruption.class::isInstance));
    }

    private Throwable insteadOf(Throwable failure) {
        Throwable own;
        synchronized (this) {
            own = blockFailure;
        }
        if (own == null) {
            return failure;
        }
        log(failure.getMessage());
        return own;
    }

    /** Why the block was interrupted. */
    static final class GateIsClosed extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "The deployment does not wait at this gate any more: it was answered elsewhere (in the console, by the CLI or"
                    + " by another build), or its time was over";
        }

        @Override
        public void print(TaskListener listener) {
            listener.getLogger().println(getShortDescription());
        }
    }
}
