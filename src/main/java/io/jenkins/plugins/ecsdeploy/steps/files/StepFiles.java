package io.jenkins.plugins.ecsdeploy.steps.files;

import hudson.FilePath;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The files that the arguments of a step name, as they were read: of the workspace, or of another build's artifacts. Both
 * are where nobody may answer: so they are read before the plugin's own threads begin to work, by {@link EcsRuntime#agents}.
 */
public final class StepFiles {
    private final Map<String, SourceText> files;

    StepFiles(Map<String, SourceText> files) {
        this.files = files;
    }

    /** Those of a step that needs none. */
    public static CompletableFuture<StepFiles> none() {
        return CompletableFuture.completedFuture(new StepFiles(Map.of()));
    }

    /** As below, of the workspace. */
    public static CompletableFuture<StepFiles> read(StepContext context, String function, Map<String, String> paths)
            throws IOException, InterruptedException {
        return read(context, function, paths, null);
    }

    /**
     * Begins to read text files in UTF-8, as far as the engine takes documents.
     *
     * @param function the step's name
     * @param paths by the arguments that name them
     * @param artifactsOf the build whose artifacts they are, as {@link ArtifactsOf} has it; null for the workspace
     * @return fails with an {@link EngineException} if there is no such file, or it is no text
     * @throws EngineException if there is no workspace, or nothing to read of the build
     */
    public static CompletableFuture<StepFiles> read(
            StepContext context, String function, Map<String, String> paths, String artifactsOf)
            throws IOException, InterruptedException {
        if (artifactsOf != null) {
            return ArtifactsOf.read(context, function, artifactsOf, paths);
        }
        if (paths.isEmpty()) {
            return none();
        }
        var first = paths.entrySet().iterator().next();
        FilePath workspace = workspace(context, function, file(first.getKey(), first.getValue()));
        String what = function + ": reading " + String.join(", ", paths.values());
        return EcsRuntime.get().agents().begin(workspace.getChannel(), what, () -> {
            Map<String, SourceText> files = new LinkedHashMap<>();
            for (var path : paths.entrySet()) {
                files.put(path.getKey(), read(workspace, path.getKey(), path.getValue()));
            }
            return new StepFiles(files);
        });
    }

    /** Begins to write a text file in UTF-8, and the folders above it. */
    public static CompletableFuture<Void> write(
            StepContext context, String function, String argument, String path, String text)
            throws IOException, InterruptedException {
        FilePath workspace = workspace(context, function, file(argument, path));
        return EcsRuntime.get().agents().begin(workspace.getChannel(), function + ": writing " + path, () -> {
            if (!workspace.child(path).act(new WorkspaceFile.Write(text))) {
                throw irregular(argument, path);
            }
            return null;
        });
    }

    /** The file that an argument names. */
    public SourceText of(String argument) {
        return files.get(argument);
    }

    private static SourceText read(FilePath workspace, String argument, String path)
            throws IOException, InterruptedException {
        FilePath file = workspace.child(path);
        WorkspaceFile.Content content = file.act(new WorkspaceFile.Read());
        if (content == null) {
            throw new EngineException(argument + ": the file " + path + " is not in the workspace " + file.getParent()
                    + ". Check the path, which is relative to the current directory"
                    + (argument.equals(TaskDefinitionArgument.NAME)
                            ? "; a registered task definition is named as family:revision or by its ARN"
                            : ""));
        }
        if (!content.regular()) {
            throw irregular(argument, path);
        }
        return new SourceText(path, text(path, content.bytes()), true);
    }

    private static EngineException irregular(String argument, String path) {
        return new EngineException(argument + ": " + path + " is no ordinary file but a pipe or a device, say, which is"
                + " not opened. Name a file");
    }

    private static String file(String argument, String path) {
        return argument + ": '" + path + "' is a file";
    }

    /** @param what needs one, as the beginning of a sentence */
    static FilePath workspace(StepContext context, String function, String what)
            throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        if (workspace == null) {
            throw new EngineException(what + ", and there is no workspace here. Run " + function + " within node { }");
        }
        return workspace;
    }

    static String text(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EngineException(path + " is not UTF-8 text. Save it as UTF-8");
        }
    }
}
