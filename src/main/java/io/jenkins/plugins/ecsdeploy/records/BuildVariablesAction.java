package io.jenkins.plugins.ecsdeploy.records;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.ArtifactsPermission;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.variables.Limits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;

/** The build variables that a build exported or imported, kept in its {@code build.xml} and shown on its page. */
public final class BuildVariablesAction extends InvisibleAction implements RunAction2 {
    private CopyOnWriteArrayList<VariablesOfBuild> entries = new CopyOnWriteArrayList<>();
    private transient volatile Run<?, ?> run;

    /** Another version may have written something else. What cannot be read is left out, and the rest is kept. */
    private Object readResolve() {
        if (entries == null) {
            entries = new CopyOnWriteArrayList<>();
        }
        entries.removeIf(entry -> entry == null || !entry.isWhole());
        return this;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** What each step of the build exported or imported, oldest first; nothing for those who may not read its artifacts. */
    public List<VariablesOfBuild> getEntries() {
        return ArtifactsPermission.isGranted(run) ? List.copyOf(entries) : List.of();
    }

    /** Where the build is that they were imported from. Null for one that the viewer may not read or that is gone. */
    @CheckForNull
    public String link(VariablesOfBuild entry) {
        return source(entry).map(job -> job.getUrl() + entry.getNumber() + "/").orElse(null);
    }

    /**
     * The build that they were imported from, in words. Null for those who may not read its job; of a job that is gone, that
     * is known of administrators alone.
     */
    @CheckForNull
    public String origin(VariablesOfBuild entry) {
        return source(entry).isPresent() || Jenkins.get().hasPermission(Jenkins.ADMINISTER) ? entry.getOrigin() : null;
    }

    private static Optional<Job<?, ?>> source(VariablesOfBuild entry) {
        return entry.isImported() ? ReadableJobs.readable(entry.getJob()) : Optional.empty();
    }

    /** The builds that this one has imported from, whoever asks. */
    public static List<VariablesOfBuild> imports(Run<?, ?> run) {
        BuildVariablesAction action = run.getAction(BuildVariablesAction.class);
        return action == null
                ? List.of()
                : action.entries.stream().filter(VariablesOfBuild::isImported).toList();
    }

    /** All variables of the build, in the order of their steps; the later step wins. Empty if there are none. */
    public static Map<String, String> of(Run<?, ?> run) {
        Map<String, String> variables = new LinkedHashMap<>();
        BuildVariablesAction action = run.getAction(BuildVariablesAction.class);
        if (action != null) {
            action.entries.forEach(entry -> variables.putAll(entry.getVariables()));
        }
        return variables;
    }

    /**
     * Checks that {@link #add} has room for these, before anything is done with them.
     *
     * @throws EngineException which says how much there is
     */
    public static void checkRoom(Run<?, ?> run, VariablesOfBuild variables) {
        ofRun(run).checkRoom(variables);
    }

    private void checkRoom(VariablesOfBuild variables) {
        int kept = entries.stream()
                .filter(entry -> !variables.replaces(entry))
                .mapToInt(VariablesOfBuild::bytes)
                .sum();
        if (kept + variables.bytes() > Limits.BUILD_BYTES) {
            throw new EngineException("A build keeps at most " + Limits.BUILD_BYTES / 1024
                    + " KB of build variables. This one has " + kept / 1024 + " KB already, and these are "
                    + variables.bytes() / 1024 + " KB. Take fewer of them, or shorter values");
        }
    }

    /**
     * Remembers what a step exported or imported, in place of what it repeats or replaces, and saves the build.
     *
     * @throws EngineException if that is more than a build keeps
     */
    public static void add(Run<?, ?> run, VariablesOfBuild variables) throws IOException {
        BuildVariablesAction action = ofRun(run);
        synchronized (action) {
            action.checkRoom(variables);
            action.entries.removeIf(variables::replaces);
            action.entries.add(variables);
        }
        run.save();
    }

    /** What a step holds while it changes the build's files of variables, so that parallel steps take turns. */
    public static Object lock(Run<?, ?> run) {
        return ofRun(run);
    }

    private static BuildVariablesAction ofRun(Run<?, ?> run) {
        synchronized (run) {
            BuildVariablesAction action = run.getAction(BuildVariablesAction.class);
            if (action == null) {
                action = new BuildVariablesAction();
                run.addAction(action);
            }
            return action;
        }
    }
}
