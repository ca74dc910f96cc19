package io.jenkins.plugins.ecsdeploy.steps.files;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildNote;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFile;
import io.jenkins.plugins.ecsdeploy.artifacts.OfOtherBuild;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The argument {@code artifactsOf}: a build whose artifacts the files of a step are, in place of the workspace. */
public final class ArtifactsOf {
    public static final String ARGUMENT = "artifactsOf";

    private ArtifactsOf() {}

    /** @throws EngineException if the text does not name a build */
    public static void check(String text) {
        if (!NamedBuild.isOne(text)) {
            throw new EngineException(ARGUMENT + " is " + Shown.quote(text) + ". Give what upstreamBuildChoice has"
                    + " answered, or a build as 'job#12' ('#12' for one of this job)");
        }
    }

    /** Begins to read. A store of artifacts may be as far away as an agent, and as silent. */
    static CompletableFuture<StepFiles> read(
            StepContext context, String function, String build, Map<String, String> paths)
            throws IOException, InterruptedException {
        check(build);
        if (paths.isEmpty()) {
            throw new EngineException(ARGUMENT + " names a build to read files of, and no other argument names a file."
                    + " Give the path of an artifact in taskDefinition, say");
        }
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        String what = function + ": reading " + String.join(", ", paths.values()) + " of " + build;
        return EcsRuntime.get()
                .agents()
                .begin(
                        ArtifactsOf.class,
                        what,
                        "the store of artifacts does not answer. Look whether it can be reached",
                        () -> new StepFiles(read(run, listener, function, build, paths)));
    }

    private static Map<String, SourceText> read(
            Run<?, ?> run, TaskListener listener, String function, String build, Map<String, String> paths)
            throws IOException {
        try {
            OfOtherBuild other = OfOtherBuild.find(run, build);
            Map<String, ArtifactFile> found = byPath(other.read(paths.values()));
            Run<?, ?> from = other.build();
            String note = BuildNote.encoded(from.getParent().getFullName(), from.getNumber(), from.getDisplayName());
            listener.getLogger().println("[" + function + "] " + String.join(", ", found.keySet()) + " of " + note);
            Map<String, SourceText> files = new LinkedHashMap<>();
            paths.forEach((argument, path) -> files.put(
                    argument,
                    new SourceText(path, StepFiles.text(path, found.get(path).content()), true)));
            return files;
        } catch (EngineException e) {
            throw new EngineException(ARGUMENT + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, ArtifactFile> byPath(List<ArtifactFile> files) {
        return files.stream()
                .collect(Collectors.toMap(ArtifactFile::path, file -> file, (one, same) -> one, LinkedHashMap::new));
    }
}
