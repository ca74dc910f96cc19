package io.jenkins.plugins.ecsdeploy.records;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.util.BuildListenerAdapter;

/** Archives small files as artifacts of a build. Needs neither a node nor a workspace. */
public final class Archiving {
    private Archiving() {}

    /**
     * Archives the files, in place of what is there.
     *
     * @param files contents by path, which are names for the artifact manager alone, never for this disk
     */
    public static void archive(Run<?, ?> run, TaskListener listener, Map<String, byte[]> files)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ecs-deploy");
        try {
            Map<String, String> sources = new LinkedHashMap<>();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                String source = "file" + sources.size();
                Files.write(folder.resolve(source), file.getValue());
                sources.put(file.getKey(), source);
            }
            run.pickArtifactManager()
                    .archive(
                            new FilePath(folder.toFile()),
                            new Launcher.LocalLauncher(listener),
                            BuildListenerAdapter.wrap(listener),
                            sources);
        } finally {
            Util.deleteRecursive(folder.toFile());
        }
    }
}
