package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import jenkins.util.VirtualFile;

/** The evidence of a failed deployment as an artifact of its build. */
public final class EvidenceArtifact {
    /** Far more than a deployment can give; what a build archives under that name itself may be of any size. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private EvidenceArtifact() {}

    /**
     * Archives the document, in place of the record's own if there is one.
     *
     * @param name the name that the artifact should have; it gets a number if it is taken
     * @return the name that it has
     */
    public static String keep(Run<?, ?> run, TaskListener listener, DeploymentRecord record, String name, String text) {
        // Two deployments of one build must not agree on a name. (The run's own lock would hold up its pages.)
        synchronized (run.getAction(DeploymentsAction.class)) {
            try {
                String free = record.aftercare().evidenceFile() == null
                        ? freeName(run, name)
                        : record.aftercare().evidenceFile();
                Archiving.archive(run, listener, Map.of(free, text.getBytes(StandardCharsets.UTF_8)));
                return free;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The text of an artifact; nothing if there is none, or if it is larger than any evidence. */
    public static Optional<String> read(Run<?, ?> run, String name) {
        try {
            VirtualFile file = artifact(run, name);
            if (!file.isFile()) {
                return Optional.empty();
            }
            try (InputStream in = file.open()) {
                byte[] text = in.readNBytes(MAX_BYTES + 1);
                return text.length > MAX_BYTES
                        ? Optional.empty()
                        : Optional.of(new String(text, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String freeName(Run<?, ?> run, String name) throws IOException {
        String free = name;
        for (int i = 2; artifact(run, free).exists(); i++) {
            free = name.replaceFirst("\\.json$", "-" + i + ".json");
        }
        return free;
    }

    private static VirtualFile artifact(Run<?, ?> run, String name) {
        return run.getArtifactManager().root().child(name);
    }
}
