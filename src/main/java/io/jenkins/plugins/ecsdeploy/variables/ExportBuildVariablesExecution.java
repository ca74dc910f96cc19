package io.jenkins.plugins.ecsdeploy.variables;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFile;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFiles;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFingerprints;
import io.jenkins.plugins.ecsdeploy.engine.variables.VariableValues;
import io.jenkins.plugins.ecsdeploy.engine.variables.VariablesReader;
import io.jenkins.plugins.ecsdeploy.engine.variables.VariablesWriter;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import io.jenkins.plugins.ecsdeploy.records.VariablesOfBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs {@code exportBuildVariables}. */
final class ExportBuildVariablesExecution extends VariablesExecution<String> {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final LinkedHashMap<String, String> variables;

    ExportBuildVariablesExecution(StepContext context, String file, LinkedHashMap<String, String> variables) {
        super(context, "exportBuildVariables");
        this.file = file;
        this.variables = variables;
    }

    @Override
    String run(Run<?, ?> run, TaskListener listener) throws IOException, InterruptedException {
        synchronized (BuildVariablesAction.lock(run)) {
            Map<String, String> all = withThoseOfBefore(run, listener);
            VariableValues.checkStorable(all);
            VariablesOfBuild kept = VariablesOfBuild.exported(file, all);
            BuildVariablesAction.checkRoom(run, kept);
            ArtifactFile artifact =
                    new ArtifactFile(file, VariablesWriter.write(all).getBytes(StandardCharsets.US_ASCII));
            ArtifactArchive.put(run, listener, artifact);
            ArtifactFingerprints.record(run, run, List.of(artifact));
            BuildVariablesAction.add(run, kept);
        }
        say(listener, file + ": " + inWords(variables.keySet()));
        return file;
    }

    /** Branches of a build that export under one name add to one file: nothing of the first gets lost. */
    private Map<String, String> withThoseOfBefore(Run<?, ?> run, TaskListener listener) throws IOException {
        Optional<ArtifactFile> before = ArtifactFiles.at(run, file);
        if (before.isEmpty()) {
            return variables;
        }
        VariablesReader reader = new VariablesReader();
        reader.add(file, before.get().content());
        Map<String, String> all = new LinkedHashMap<>(reader.variables());
        List<String> replaced = variables.entrySet().stream()
                .filter(entry -> all.containsKey(entry.getKey())
                        && !all.get(entry.getKey()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        all.putAll(variables);
        if (!replaced.isEmpty()) {
            say(listener, file + " is there already. New values for " + inWords(replaced));
        }
        return all;
    }
}
