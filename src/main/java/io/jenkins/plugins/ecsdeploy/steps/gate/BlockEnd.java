package io.jenkins.plugins.ecsdeploy.steps.gate;

import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.TimeoutStepExecution.ExceededTimeout;

/** What the end of the block means for the deployment. */
enum BlockEnd {
    /** It has ended well. */
    DONE,
    /** It has failed: by an error, a refused {@code input} or a timeout within it. */
    FAILED,
    /** Somebody stops the step as a whole: a person, or a timeout around it. */
    ABORTED,
    /** The step itself has interrupted the block. */
    CLOSED;

    /**
     * @param failure null if the block has ended well
     * @param around the ids of the blocks that enclose the step. Pipeline cancels what is innermost, so that a timeout
     *     around the step shows as one of the block, with its id
     */
    static BlockEnd of(Throwable failure, List<String> around) {
        if (failure == null) {
            return DONE;
        }
        if (!(failure instanceof FlowInterruptedException interrupted)) {
            return FAILED;
        }
        List<CauseOfInterruption> causes = interrupted.getCauses();
        if (causes.stream().anyMatch(EcsGateExecution.GateIsClosed.class::isInstance)) {
            return CLOSED;
        }
        return causes.isEmpty() || causes.stream().anyMatch(cause -> isAbort(cause, around)) ? ABORTED : FAILED;
    }

    private static boolean isAbort(CauseOfInterruption cause, List<String> around) {
        return cause instanceof CauseOfInterruption.UserInterruption
                || cause instanceof ExceededTimeout timeout && around.contains(timeout.getNodeId());
    }
}
