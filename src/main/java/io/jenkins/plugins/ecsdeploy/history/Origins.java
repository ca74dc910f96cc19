package io.jenkins.plugins.ecsdeploy.history;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Run;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Origin;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;

/** Who is behind a deployment: the build, who started it, and who answered its questions. */
final class Origins {
    private static final Logger LOGGER = Logger.getLogger(Origins.class.getName());
    /** A build that starts another one that starts … */
    private static final int DEPTH = 10;

    private Origins() {}

    /** @param upstream the builds that it was made of */
    static Origin of(Run<?, ?> run, List<Build> upstream) {
        Cause.UserIdCause user = user(run.getCauses(), 0);
        return new Origin(
                Lineage.build(run, 0),
                upstream,
                user == null ? null : user.getUserId(),
                user == null || user.getUserId() == null ? null : user.getUserName(),
                user == null ? kind(run) : null);
    }

    /** Whoever began the chain of builds. */
    private static Cause.UserIdCause user(List<Cause> causes, int depth) {
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause user) {
                return user;
            }
            if (cause instanceof Cause.UpstreamCause upstream && depth < DEPTH) {
                Cause.UserIdCause found = user(upstream.getUpstreamCauses(), depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Without words of the cause: they may name jobs that not everybody may read. */
    private static String kind(Run<?, ?> run) {
        CauseAction causes = run.getAction(CauseAction.class);
        if (causes == null) {
            return "OTHER";
        }
        if (causes.findCause(TimerTrigger.TimerTriggerCause.class) != null) {
            return "TIMER";
        }
        if (causes.findCause(SCMTrigger.SCMTriggerCause.class) != null) {
            return "SCM";
        }
        return causes.findCause(Cause.UpstreamCause.class) != null ? "UPSTREAM" : "OTHER";
    }

    /** The name of the step in Pipeline; null where it cannot be found out. */
    static String step(Run<?, ?> run, String nodeId) {
        try {
            FlowExecution execution = execution(run);
            FlowNode node = execution == null ? null : execution.getNode(nodeId);
            return node == null ? null : node.getDisplayFunctionName();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "No step of " + run);
            return null;
        }
    }

    /** The id of who has answered the last question within a block; null: nobody was asked there. */
    static String answeredBy(Run<?, ?> run, String blockNodeId) {
        try {
            FlowExecution execution = execution(run);
            if (execution == null) {
                return null;
            }
            return nodes(execution)
                    .filter(node -> node.getAllEnclosingIds().contains(blockNodeId))
                    .map(node -> node.getAction(InputSubmittedAction.class))
                    .filter(action -> action != null)
                    .map(InputSubmittedAction::getApprover)
                    .findFirst()
                    .orElse(null);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "No answer in " + run);
            return null;
        }
    }

    /** The newest first. */
    private static Stream<FlowNode> nodes(FlowExecution execution) {
        DepthFirstScanner scanner = new DepthFirstScanner();
        scanner.setup(execution.getCurrentHeads());
        return StreamSupport.stream(scanner.spliterator(), false);
    }

    private static FlowExecution execution(Run<?, ?> run) throws IOException {
        FlowExecutionOwner owner =
                run instanceof FlowExecutionOwner.Executable pipeline ? pipeline.asFlowExecutionOwner() : null;
        return owner == null ? null : owner.get();
    }
}
