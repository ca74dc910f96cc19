package io.jenkins.plugins.ecsdeploy.steps.files;

import hudson.FilePath;
import hudson.Util;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import jenkins.MasterToSlaveFileCallable;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Small files of a folder of the workspace, all that a pattern takes, read in one go. As with {@link StepFiles}, nobody but
 * the step itself waits for an agent that does not answer.
 */
public final class WorkspaceTree {
    private static final int MAX_FILES = 1_000;
    /** More than any of these files may have: enough to refuse what is too large, without reading it whole. */
    private static final int MAX_BYTES = 128 * 1024;

    private static final int MAX_BYTES_OF_ALL = 16 * 1024 * 1024;

    private WorkspaceTree() {}

    /**
     * Begins to read.
     *
     * @param function the step's name
     * @param path of the folder, relative to the current directory
     * @param pattern of Ant, relative to the folder
     * @return by path, relative to the current directory with {@code /} between folders, in the order of the paths; fails
     *     with an {@link EngineException} if there is no such folder, no file, or too much
     * @throws EngineException if there is no workspace
     */
    public static CompletableFuture<Map<String, byte[]>> read(
            StepContext context, String function, String path, String pattern)
            throws IOException, InterruptedException {
        FilePath workspace = StepFiles.workspace(context, function, "path: '" + path + "' is a folder");
        FilePath folder = workspace.child(path);
        return EcsRuntime.get().agents().begin(workspace.getChannel(), function + ": reading " + pattern, () -> {
            Found found = folder.act(new Read(pattern));
            if (found.problem != null) {
                throw new EngineException(found.problem);
            }
            Map<String, byte[]> files = new LinkedHashMap<>();
            found.files.forEach((name, bytes) -> files.put(joined(path, name), bytes));
            return files;
        });
    }

    static String joined(String path, String name) {
        String folder = path.replace('\\', '/').replaceAll("/+$", "").replaceFirst("^(\\./+)+", "");
        return folder.isEmpty() || folder.equals(".") ? name : folder + "/" + name;
    }

    /** The files, or why there are none. */
    static final class Found implements Serializable {
        private static final long serialVersionUID = 1L;
        private final LinkedHashMap<String, byte[]> files;
        private final String problem;

        private Found(LinkedHashMap<String, byte[]> files, String problem) {
            this.files = files;
            this.problem = problem;
        }

        Map<String, byte[]> files() {
            return files;
        }

        String problem() {
            return problem;
        }
    }

    static final class Read extends MasterToSlaveFileCallable<Found> {
        private static final long serialVersionUID = 1L;
        private final String pattern;

        Read(String pattern) {
            this.pattern = pattern;
        }

        @Override
        public Found invoke(File folder, VirtualChannel channel) throws IOException {
            if (!folder.isDirectory()) {
                return no("path: there is no folder " + folder + ". Check the path, which is relative to the current"
                        + " directory, and whether the repository was checked out here");
            }
            String[] names =
                    Util.createFileSet(folder, pattern).getDirectoryScanner().getIncludedFiles();
            if (names.length == 0) {
                return no("pattern: '" + pattern + "' takes no file in " + folder
                        + ". Check path and pattern, and whether the repository was checked out here");
            }
            if (names.length > MAX_FILES) {
                return no("pattern: '" + pattern + "' takes " + names.length + " files in " + folder + ", and at most "
                        + MAX_FILES + " are read. Give a narrower pattern");
            }
            Arrays.sort(names);
            return read(folder, names);
        }

        private Found read(File folder, String[] names) throws IOException {
            LinkedHashMap<String, byte[]> files = new LinkedHashMap<>();
            int all = 0;
            for (String name : names) {
                File file = new File(folder, name);
                // To open a named pipe waits for whoever is at its other end.
                if (!Files.isRegularFile(file.toPath())) {
                    return no("pattern: " + file + " is no ordinary file but a pipe or a device, say, which is not"
                            + " opened. Remove it, or give a narrower pattern");
                }
                try (InputStream in = Files.newInputStream(file.toPath())) {
                    byte[] bytes = in.readNBytes(MAX_BYTES);
                    all += bytes.length;
                    files.put(name.replace(File.separatorChar, '/'), bytes);
                }
                if (all > MAX_BYTES_OF_ALL) {
                    return no("pattern: the files that '" + pattern + "' takes in " + folder + " have more than "
                            + MAX_BYTES_OF_ALL / 1024 / 1024 + " MB. Give a narrower pattern");
                }
            }
            return new Found(files, null);
        }

        private static Found no(String problem) {
            return new Found(null, problem);
        }
    }
}
