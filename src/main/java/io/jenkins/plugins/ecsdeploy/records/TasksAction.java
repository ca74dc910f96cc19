package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Keeps the one-off tasks of a build in its {@code build.xml}. The state of a step's execution alone would not do: with the
 * durability setting PERFORMANCE_OPTIMIZED it is not written before the controller stops.
 */
@ExportedBean
public final class TasksAction extends InvisibleAction {
    private CopyOnWriteArrayList<BuildTasks> runs = new CopyOnWriteArrayList<>();

    /** Another version may have written something else. What cannot be read is left out, and the rest is kept. */
    private Object readResolve() {
        if (runs == null) {
            runs = new CopyOnWriteArrayList<>();
        }
        runs.removeIf(run -> run == null || run.record() == null);
        return this;
    }

    /** The runs in the order in which their steps began. */
    @Exported(name = "tasks", visibility = 2)
    public List<BuildTasks> getRuns() {
        return List.copyOf(runs);
    }

    /** The record of a step: the one kept from before a restart, or a new one. */
    public static TaskRecord record(Run<?, ?> run, String nodeId, Supplier<TaskRecord> fresh) {
        synchronized (run) {
            TasksAction action = run.getAction(TasksAction.class);
            if (action == null) {
                action = new TasksAction();
                run.addAction(action);
            }
            Optional<BuildTasks> kept = action.runs.stream()
                    .filter(tasks -> tasks.nodeId().equals(nodeId))
                    .findFirst();
            BuildTasks ofStep = kept.orElseGet(() -> new BuildTasks(nodeId, fresh.get()));
            if (kept.isEmpty()) {
                action.runs.add(ofStep);
            }
            return ofStep.record();
        }
    }
}
