package io.jenkins.plugins.ecsdeploy.steps.gate;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.steps.EcsDeployExecution;
import io.jenkins.plugins.ecsdeploy.steps.StepHost;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
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
    /** Whoever stops the step means the deployment, not only the block. */
    private transient Throwable stoppedBy;
    /** What the step fails with when the service is back. */
    private transient Throwable blockFailure;

    EcsGateExecution(StepContext context, EcsGateStep step) {
        super(context, step);
    }

    @Override
    protected StepHost host(Run<?, ?> run, DeploymentRecord record, String prefix) {
        return new GateHost(
                getContext(), run, step().caller(), record, prefix, this::ended, this::gate, this::insteadOf);
    }

    @Override
    protected void driving() {
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
        List<String> around = around();
        Throwable cause;
        synchronized (this) {
            blockRuns = false;
            block = null;
            BlockEnd end = stoppedBy == null ? BlockEnd.of(failure, around) : BlockEnd.ABORTED;
            switch (end) {
                case CLOSED -> log("  The gate is closed, so the block was interrupted");
                case DONE -> decide(GateAnswer.CONTINUE, null);
                case FAILED -> {
                    blockFailure = failure;
                    decide(GateAnswer.ROLL_BACK, "the block of ecsGate failed" + words(failure));
                }
                default -> {}
            }
            if (end != BlockEnd.ABORTED) {
                return;
            }
            cause = stoppedBy == null ? failure : stoppedBy;
        }
        try {
            super.stop(cause);
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    private void decide(GateAnswer answer, String why) {
        decided = answer.name();
        reason = why;
        answer(answer, why);
    }

    private List<String> around() {
        FlowNode node = StepSurroundings.get(getContext(), FlowNode.class);
        return node == null ? List.of() : node.getAllEnclosingIds();
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        BodyExecution toEnd;
        synchronized (this) {
            stoppedBy = cause;
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
