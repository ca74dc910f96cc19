package io.jenkins.plugins.ecsdeploy.steps;

import hudson.FilePath;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The files of the workspace that a step reads and writes. Only these need an agent. */
final class StepFiles {
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
                    + ". Check the path, which is relative to the current directory");
        }
        try (InputStream in = file.read()) {
            // One byte more than is allowed is enough to see that a file is too large.
            return new SourceText(path, text(path, in.readNBytes(DocumentReader.MAX_BYTES + 1)));
        }
    }

    void write(String argument, String path, String text) throws IOException, InterruptedException {
        FilePath file = workspace(argument, path).child(path);
        file.getParent().mkdirs();
        file.write(text, StandardCharsets.UTF_8.name());
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
        if (bytes.length > DocumentReader.MAX_BYTES) {
            throw new EngineException(path + " is larger than " + DocumentReader.MAX_BYTES / 1024
                    + " KiB, the most that ECS takes for a task definition");
        }
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
