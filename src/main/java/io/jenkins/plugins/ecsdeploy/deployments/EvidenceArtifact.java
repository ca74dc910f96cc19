package io.jenkins.plugins.ecsdeploy.deployments;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;

/** The evidence of a failed deployment as an artifact of its build. Needs neither a node nor a workspace. */
public final class EvidenceArtifact {
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
            String free = record.evidenceFile() == null ? freeName(run, name) : record.evidenceFile();
            try {
                Path folder = Files.createTempDirectory("ecs-deployment");
                try {
                    Files.writeString(folder.resolve(free), text);
                    run.pickArtifactManager()
                            .archive(
                                    new FilePath(folder.toFile()),
                                    new Launcher.LocalLauncher(listener),
                                    BuildListenerAdapter.wrap(listener),
                                    Map.of(free, free));
                } finally {
                    Util.deleteRecursive(folder.toFile());
                }
                return free;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The text of an artifact. */
    public static Optional<String> read(Run<?, ?> run, String name) {
        try {
            VirtualFile file = run.getArtifactManager().root().child(name);
            if (!file.isFile()) {
                return Optional.empty();
            }
            try (InputStream in = file.open()) {
                return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String freeName(Run<?, ?> run, String name) {
        String free = name;
        for (int i = 2; read(run, free).isPresent(); i++) {
            free = name.replaceFirst("\\.json$", "-" + i + ".json");
        }
        return free;
    }
}
