package io.jenkins.plugins.ecsdeploy.history;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Origin;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterValue;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import jenkins.scm.RunWithSCM;
import jenkins.scm.api.SCMRevisionAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;

/** Who is behind a deployment: the build, who started it, and the builds and commits that it was made of. */
final class Origins {
    private static final Logger LOGGER = Logger.getLogger(Origins.class.getName());
    /** A build that starts another one that starts … */
    private static final int DEPTH = 10;

    private Origins() {}

    static Origin of(Run<?, ?> run) {
        Cause.UserIdCause user = user(run.getCauses(), 0);
        return new Origin(
                new Build(run.getParent().getFullName(), run.getNumber(), ownName(run), commit(run), 0),
                upstream(run),
                user == null ? null : user.getUserId(),
                user == null || user.getUserId() == null ? null : user.getUserName(),
                user == null ? kind(run) : null);
    }

    private static String ownName(Run<?, ?> run) {
        return ownName(run.getDisplayName(), run.getNumber());
    }

    private static String ownName(String displayName, int number) {
        return ("#" + number).equals(displayName) ? null : displayName;
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

    /** The builds that were chosen or imported from, and those that started this one. */
    private static List<Build> upstream(Run<?, ?> run) {
        Map<String, Build> builds = new LinkedHashMap<>();
        for (ParametersAction parameters : run.getActions(ParametersAction.class)) {
            parameters.getAllParameters().stream()
                    .filter(UpstreamBuildParameterValue.class::isInstance)
                    .map(UpstreamBuildParameterValue.class::cast)
                    .forEach(chosen -> add(builds, chosen.job(), chosen.getNumber(), chosen.displayName()));
        }
        BuildVariablesAction.imports(run)
                .forEach(from -> add(builds, from.getJob(), from.getNumber(), from.getDisplayName()));
        for (Cause cause : run.getCauses()) {
            if (cause instanceof Cause.UpstreamCause upstream) {
                add(builds, upstream.getUpstreamProject(), upstream.getUpstreamBuild(), null);
            }
        }
        return List.copyOf(builds.values());
    }

    private static void add(Map<String, Build> builds, String job, int number, String displayName) {
        builds.computeIfAbsent(job + "#" + number, any -> {
            try (ACLContext asSystem = ACL.as2(ACL.SYSTEM2)) {
                Job<?, ?> of = Jenkins.get().getItemByFullName(job, Job.class);
                Run<?, ?> found = of == null ? null : of.getBuildByNumber(number);
                return found == null
                        ? new Build(job, number, displayName == null ? null : ownName(displayName, number), null, 0)
                        : new Build(job, number, ownName(found), commit(found), ended(found));
            }
        });
    }

    private static long ended(Run<?, ?> run) {
        return run.isBuilding() ? 0 : run.getStartTimeInMillis() + run.getDuration();
    }

    /** The commit that a build was made of, as far as any kind of source control tells; else null. */
    private static String commit(Run<?, ?> run) {
        try {
            SCMRevisionAction revision = run.getAction(SCMRevisionAction.class);
            if (revision != null) {
                return revision.getRevision().toString();
            }
            if (run instanceof RunWithSCM<?, ?> with) {
                return with.getChangeSets().stream()
                        .flatMap(set -> StreamSupport.stream(set.spliterator(), false))
                        .max(Comparator.comparingLong(ChangeLogSet.Entry::getTimestamp))
                        .map(ChangeLogSet.Entry::getCommitId)
                        .orElse(null);
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "No commit of " + run);
        }
        return null;
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
