package io.jenkins.plugins.ecsdeploy.steps;

import hudson.FilePath;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The files of the workspace that a step reads and writes. Only these need an agent. */
final class StepFiles {
    /** More than any document may have: enough for the engine to refuse what is too large, without reading it whole. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final StepContext context;
    private final String step;

    StepFiles(StepContext context, String step) {
        this.context = context;
        this.step = step;
    }

    /**
     * Reads a text file in UTF-8, as far as the engine takes documents.
     *
     * @throws EngineException if there is no workspace, no such file, or it is no text
     */
    SourceText read(String argument, String path) throws IOException, InterruptedException {
        FilePath file = workspace(argument, path).child(path);
        if (!file.exists() || file.isDirectory()) {
            throw new EngineException(argument + ": the file " + path + " is not in the workspace " + file.getParent()
                    + ". Check the path, which is relative to the current directory"
                    + (argument.equals(TaskDefinitionArgument.NAME)
                            ? "; a registered task definition is named as family:revision or by its ARN"
                            : ""));
        }
        try (InputStream in = file.read()) {
            return new SourceText(path, text(path, in.readNBytes(MAX_BYTES)), true);
        }
    }

    /** Writes a text file in UTF-8, and the folders above it. */
    void write(String argument, String path, String text) throws IOException, InterruptedException {
        workspace(argument, path).child(path).write(text, StandardCharsets.UTF_8.name());
    }

    private FilePath workspace(String argument, String path) throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        if (workspace == null) {
            throw new EngineException(argument + ": '" + path + "' is a file, and there is no workspace here. Run "
                    + step + " within node { }");
        }
        return workspace;
    }

    private static String text(String path, byte[] bytes) {
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
