package io.jenkins.plugins.ecsdeploy.variables;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildNote;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFile;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFiles;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFingerprints;
import io.jenkins.plugins.ecsdeploy.artifacts.OfOtherBuild;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.variables.NameFilter;
import io.jenkins.plugins.ecsdeploy.engine.variables.VariableNames;
import io.jenkins.plugins.ecsdeploy.engine.variables.VariableValues;
import io.jenkins.plugins.ecsdeploy.engine.variables.VariablesReader;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code importBuildVariables}. Everything is read and checked before anything is kept or set. */
final class ImportBuildVariablesExecution extends VariablesExecution<Map<String, String>> {
    private static final long serialVersionUID = 1L;

    private final UpstreamArgument upstream;
    private final String filter;
    private final String only;
    private final boolean set;
    private final boolean archive;

    ImportBuildVariablesExecution(
            StepContext context, UpstreamArgument upstream, String filter, String only, boolean set, boolean archive) {
        super(context, "importBuildVariables");
        this.upstream = upstream;
        this.filter = filter;
        this.only = only;
        this.set = set;
        this.archive = archive;
    }

    @Override
    Map<String, String> run(Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException {
        Run<?, ?> from = upstream.find(run);
        try {
            OfOtherBuild.checkReadable(run, from);
            return read(run, from, listener);
        } catch (EngineException e) {
            throw new EngineException(
                    Shown.text(from.getParent().getFullName()) + " #" + from.getNumber() + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> read(Run<?, ?> run, Run<?, ?> from, TaskListener listener)
            throws IOException, InterruptedException {
        List<ArtifactFile> files = ArtifactFiles.matching(from, filter);
        VariablesReader reader = new VariablesReader();
        files.forEach(file -> reader.add(file.path(), file.content()));
        reader.notes().forEach(note -> say(listener, note));
        Map<String, String> variables = chosen(reader.variables());
        VariableValues.checkStorable(variables);
        VariablesOfBuild imported = VariablesOfBuild.imported(
                from.getParent().getFullName(), from.getNumber(), from.getDisplayName(), variables);
        BuildVariablesAction.checkRoom(run, imported);
        if (set) {
            VariableNames.checkSettable(variables.keySet());
        }
        keep(run, from, files, listener);
        if (set) {
            BuildEnvironment.set(run, getContext().get(FlowExecution.class), variables);
        }
        BuildVariablesAction.add(run, imported);
        String build = BuildNote.encoded(from.getParent().getFullName(), from.getNumber(), from.getDisplayName());
        say(listener, build + ": " + inWords(variables.keySet()) + (set ? " (set)" : ""));
        return new LinkedHashMap<>(variables);
    }

    private Map<String, String> chosen(Map<String, String> all) {
        NameFilter names = NameFilter.of(only);
        Map<String, String> chosen = new LinkedHashMap<>(all);
        chosen.keySet().removeIf(name -> !names.matches(name));
        if (chosen.isEmpty() && !all.isEmpty()) {
            throw new EngineException("only: none of the variables matches '" + Shown.text(only) + "'. There are "
                    + inWords(all.keySet()));
        }
        return chosen;
    }

    /** Links the two builds by the files, and archives these again if asked to. */
    private void keep(Run<?, ?> run, Run<?, ?> from, List<ArtifactFile> files, TaskListener listener)
            throws IOException, InterruptedException {
        ArtifactFingerprints.record(from, from, files);
        if (!archive) {
            ArtifactFingerprints.record(run, from, files);
            return;
        }
        synchronized (BuildVariablesAction.lock(run)) {
            List<ArtifactFile> placed = ArtifactArchive.add(
                    run,
                    listener,
                    files,
                    (taken, instead) -> say(
                            listener,
                            "this build has another " + Shown.text(taken) + " already. The imported one is archived as "
                                    + Shown.text(instead)));
            ArtifactFingerprints.record(run, from, placed);
        }
    }
}
