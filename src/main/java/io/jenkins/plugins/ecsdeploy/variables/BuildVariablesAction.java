package io.jenkins.plugins.ecsdeploy.variables;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamJobs;
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
    private final List<VariablesOfBuild> entries = new CopyOnWriteArrayList<>();
    private transient volatile Run<?, ?> run;

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
        return entry.isImported() ? UpstreamJobs.readable(entry.getJob()) : Optional.empty();
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

    /** Remembers what a step exported or imported, in place of what it repeats or replaces, and saves the build. */
    public static void add(Run<?, ?> run, VariablesOfBuild variables) throws IOException {
        BuildVariablesAction action = ofRun(run);
        synchronized (action) {
            action.entries.removeIf(variables::replaces);
            action.entries.add(variables);
        }
        run.save();
    }

    /** What a step holds while it changes the build's files of variables, so that parallel steps take turns. */
    static Object lock(Run<?, ?> run) {
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
