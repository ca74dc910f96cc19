package io.jenkins.plugins.ecsdeploy.variables;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.variables.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;

/** Archives small files as artifacts of a running build. Needs neither a node nor a workspace. */
final class ArtifactArchive {
    private ArtifactArchive() {}

    /** Archives the files under their paths, in place of what is there. */
    static void put(Run<?, ?> run, TaskListener listener, List<ArtifactFile> files)
            throws IOException, InterruptedException {
        if (files.isEmpty()) {
            return;
        }
        VirtualFile root = run.getArtifactManager().root();
        Path folder = Files.createTempDirectory("build-variables");
        try {
            // The paths come from another build, so they are only names for the artifact manager, never for this disk.
            Map<String, String> sources = new LinkedHashMap<>();
            for (ArtifactFile file : files) {
                checkNoLink(root, file.path());
                String source = "file" + sources.size();
                Files.write(folder.resolve(source), file.content());
                sources.put(file.path(), source);
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

    /**
     * The files as this build can archive them without replacing others: those that are there with the same content
     * are left out; those whose path is taken by another content get a free path, which a filter still matches and
     * which comes after the taken one.
     *
     * @param renamed is told the path that is taken and the one used instead
     */
    static List<ArtifactFile> besideWhatIsThere(Run<?, ?> run, List<ArtifactFile> files, Renamed renamed)
            throws IOException {
        List<ArtifactFile> free = new ArrayList<>();
        for (ArtifactFile file : files) {
            String path = file.path();
            int number = 1;
            boolean same = false;
            while (!same && exists(run, path)) {
                same = ArtifactFiles.at(run, path)
                        .filter(there -> Arrays.equals(there.content(), file.content()))
                        .isPresent();
                if (!same) {
                    path = numbered(file.path(), ++number);
                }
            }
            if (!path.equals(file.path())) {
                renamed.accept(file.path(), path);
            }
            free.add(new ArtifactFile(path, file.content()));
        }
        return free;
    }

    interface Renamed {
        void accept(String taken, String instead);
    }

    /** {@code output/service1.env.groovy} becomes {@code output/service1_2.env.groovy}. */
    private static String numbered(String path, int number) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.indexOf('.', name + 1);
        int end = dot < 0 ? path.length() : dot;
        return path.substring(0, end) + "_" + number + path.substring(end);
    }

    private static boolean exists(Run<?, ?> run, String path) throws IOException {
        VirtualFile folder = run.getArtifactManager().root();
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            folder = folder.child(parts[i]);
        }
        return child(folder, parts[parts.length - 1]) != null;
    }

    /** A build may have archived a link. Nothing is written through it to where it leads. */
    private static void checkNoLink(VirtualFile root, String path) throws IOException {
        VirtualFile folder = root;
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length; i++) {
            VirtualFile child = child(folder, parts[i]);
            if (child == null) {
                return;
            }
            boolean expected = i < parts.length - 1 ? child.isDirectory() : child.isFile();
            if (!expected || child.readLink() != null) {
                throw new EngineException("the artifact '" + Shown.text(path)
                        + "' cannot be written: this build has archived something else, or a link, in its place");
            }
            folder = child;
        }
    }

    /** Asks the folder's list: a link that leads out of the artifacts does not exist for the child itself. */
    private static VirtualFile child(VirtualFile folder, String name) throws IOException {
        for (VirtualFile child : folder.list()) {
            if (child.getName().equals(name)) {
                return child;
            }
        }
        return null;
    }
}
