package io.jenkins.plugins.ecsdeploy.variables;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFile;
import io.jenkins.plugins.ecsdeploy.artifacts.ArtifactFiles;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.records.Archiving;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the place among the artifacts of a running build that a file may be archived at. */
final class ArtifactArchive {
    private ArtifactArchive() {}

    /** Archives the file under its path, in place of what is there. */
    static void put(Run<?, ?> run, TaskListener listener, ArtifactFile file) throws IOException, InterruptedException {
        checkPlace(ArtifactFiles.kinds(run), file.path());
        archive(run, listener, List.of(file));
    }

    /**
     * Archives the files beside what is there. Those that are there with the same content are left as they are. One
     * whose path is taken by another content gets a free path, which a filter still matches and which comes after the
     * taken one.
     *
     * @param renamed is told the path that is taken and the one used instead
     * @return the files with the paths that they have in the build
     */
    static List<ArtifactFile> add(Run<?, ?> run, TaskListener listener, List<ArtifactFile> files, Renamed renamed)
            throws IOException, InterruptedException {
        Map<String, ArtifactFiles.Kind> kinds = ArtifactFiles.kinds(run);
        List<ArtifactFile> placed = new ArrayList<>();
        List<ArtifactFile> missing = new ArrayList<>();
        for (ArtifactFile file : files) {
            ArtifactFile place = file;
            int number = 1;
            checkPlace(kinds, place.path());
            while (kinds.containsKey(place.path()) && !isThere(run, place)) {
                place = new ArtifactFile(numbered(file.path(), ++number), file.content());
                checkPlace(kinds, place.path());
            }
            if (place != file) {
                renamed.accept(file.path(), place.path());
            }
            if (!kinds.containsKey(place.path())) {
                missing.add(place);
            }
            placed.add(place);
        }
        archive(run, listener, missing);
        return placed;
    }

    interface Renamed {
        void accept(String taken, String instead);
    }

    private static void archive(Run<?, ?> run, TaskListener listener, List<ArtifactFile> files)
            throws IOException, InterruptedException {
        if (files.isEmpty()) {
            return;
        }
        Map<String, byte[]> contents = new LinkedHashMap<>();
        files.forEach(file -> contents.put(file.path(), file.content()));
        Archiving.archive(run, listener, contents);
    }

    private static boolean isThere(Run<?, ?> run, ArtifactFile file) throws IOException {
        return ArtifactFiles.at(run, file.path())
                .filter(there -> Arrays.equals(there.content(), file.content()))
                .isPresent();
    }

    /** {@code output/service1.env.groovy} becomes {@code output/service1_2.env.groovy}. */
    private static String numbered(String path, int number) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.indexOf('.', name + 1);
        int end = dot < 0 ? path.length() : dot;
        return path.substring(0, end) + "_" + number + path.substring(end);
    }

    /** A build may have archived a link. Nothing is written through it to where it leads. */
    private static void checkPlace(Map<String, ArtifactFiles.Kind> kinds, String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            check(
                    kinds.getOrDefault(path.substring(0, end), ArtifactFiles.Kind.FOLDER),
                    ArtifactFiles.Kind.FOLDER,
                    path);
        }
        check(kinds.getOrDefault(path, ArtifactFiles.Kind.FILE), ArtifactFiles.Kind.FILE, path);
    }

    private static void check(ArtifactFiles.Kind found, ArtifactFiles.Kind expected, String path) {
        if (found != expected) {
            throw new EngineException("the artifact '" + Shown.text(path)
                    + "' cannot be written: this build has archived something else, or a link, in its place");
        }
    }
}
