package io.jenkins.plugins.ecsdeploy.variables;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The build variables that a build exported or imported, kept in its {@code build.xml} and shown on its page. */
public final class BuildVariablesAction extends InvisibleAction {
    private final List<VariablesOfBuild> entries = new CopyOnWriteArrayList<>();

    /** What each step of the build exported or imported, oldest first. */
    public List<VariablesOfBuild> getEntries() {
        return List.copyOf(entries);
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

    /** Remembers what a step exported or imported, and saves the build. */
    public static void add(Run<?, ?> run, VariablesOfBuild variables) throws IOException {
        synchronized (run) {
            BuildVariablesAction action = run.getAction(BuildVariablesAction.class);
            if (action == null) {
                action = new BuildVariablesAction();
                run.addAction(action);
            }
            action.entries.add(variables);
        }
        run.save();
    }
}
