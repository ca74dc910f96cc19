package io.jenkins.plugins.ecsdeploy.artifacts;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.variables.Limits;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.security.MasterToSlaveCallable;
import jenkins.util.VirtualFile;
import org.apache.tools.ant.types.selectors.SelectorUtils;

/** Reads artifacts of a build where its artifact manager keeps them, which may be far from the controller. */
public final class ArtifactFiles {
    private ArtifactFiles() {}

    /**
     * The files that match, in the order of their paths.
     *
     * @param filter Ant patterns, separated by commas, with {@code /}
     * @throws EngineException when no file matches, too many do, or one is not to be trusted
     */
    public static List<ArtifactFile> matching(Run<?, ?> run, String filter) throws IOException {
        List<String> patterns = Arrays.stream(filter.split(","))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> pattern.endsWith("/") ? pattern + SelectorUtils.DEEP_TREE_MATCH : pattern)
                .toList();
        Found found = read(run, patterns);
        if (found.refused != null) {
            throw new EngineException("the artifact '" + Shown.text(found.refused) + "' " + found.reason);
        }
        if (found.matches > Limits.FILES) {
            throw new EngineException(found.matches + " artifacts match '" + Shown.text(filter) + "'; at most "
                    + Limits.FILES + " files of build variables are read. Narrow 'filter'");
        }
        if (found.files.isEmpty()) {
            throw new EngineException("no artifact matches '" + Shown.text(filter) + "'. " + found.inWords());
        }
        return found.files;
    }

    /**
     * The files at the paths, in their order, in one question to the store.
     *
     * @param paths as the page of the build shows them
     * @throws EngineException when one is not there, is too large, or is not to be trusted
     */
    static List<ArtifactFile> named(Run<?, ?> run, Collection<String> paths) throws IOException {
        paths.forEach(ArtifactFiles::checkPath);
        VirtualFile root = run.getArtifactManager().root();
        Found found = root.run(new Named(root, new ArrayList<>(new LinkedHashSet<>(paths))));
        if (found.refused != null) {
            throw new EngineException("the artifact '" + Shown.text(found.refused) + "' " + found.reason);
        }
        return found.files;
    }

    /** A script may have made it of anything. */
    private static void checkPath(String path) {
        boolean leadsOut = Stream.of(path.split("/", -1))
                .anyMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
        if (leadsOut || path.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw new EngineException("'" + Shown.text(path) + "' is no path of an artifact. Give it as the page of the"
                    + " build shows it, such as out/taskdef.json");
        }
    }

    /** The artifact at the path. Empty if there is none, or if it is not an ordinary file. */
    public static Optional<ArtifactFile> at(Run<?, ?> run, String path) throws IOException {
        VirtualFile root = run.getArtifactManager().root();
        byte[] content = root.run(new Content(root, path));
        return content == null ? Optional.empty() : Optional.of(new ArtifactFile(path, content));
    }

    /** What an artifact is. */
    public enum Kind {
        FILE,
        FOLDER,
        /** A link, wherever it leads to, or something that can only be listed. */
        OTHER
    }

    /** All paths of the build's artifacts, with folders, in one question to the store. */
    public static Map<String, Kind> kinds(Run<?, ?> run) throws IOException {
        VirtualFile root = run.getArtifactManager().root();
        return root.run(new Kinds(root));
    }

    private static Found read(Run<?, ?> run, List<String> patterns) throws IOException {
        VirtualFile root = run.getArtifactManager().root();
        return root.run(new Walk(root, new ArrayList<>(patterns)));
    }

    private static byte[] head(VirtualFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(Limits.FILE_BYTES + 1);
        }
    }

    private static final class Content extends MasterToSlaveCallable<byte[], IOException> {
        private static final long serialVersionUID = 1L;

        private final VirtualFile root;
        private final String path;

        Content(VirtualFile root, String path) {
            this.root = root;
            this.path = path;
        }

        @Override
        public byte[] call() throws IOException {
            VirtualFile file = root.child(path);
            return file.isFile() && file.readLink() == null ? head(file) : null;
        }
    }

    private static final class Named extends MasterToSlaveCallable<Found, IOException> {
        private static final long serialVersionUID = 1L;

        private final VirtualFile root;
        private final ArrayList<String> paths;

        Named(VirtualFile root, ArrayList<String> paths) {
            this.root = root;
            this.paths = paths;
        }

        @Override
        public Found call() throws IOException {
            Found found = new Found();
            for (String path : paths) {
                VirtualFile file = root.child(path);
                if (!file.isFile()) {
                    found.refuse(path, "is not there" + others());
                    return found;
                }
                byte[] content = head(file);
                if (content.length > Limits.FILE_BYTES) {
                    found.refuse(path, "has more than " + Limits.FILE_BYTES + " bytes, which is the most that is read");
                    return found;
                }
                found.files.add(new ArtifactFile(path, content));
            }
            return found;
        }

        private String others() throws IOException {
            Collection<String> all = root.list("**/*", null, true);
            if (all.isEmpty()) {
                return ". The build has no artifacts, or they have been deleted";
            }
            String first =
                    all.stream().sorted().limit(Found.SHOWN).map(Shown::text).collect(Collectors.joining(", "));
            return ", or is a link that leads out of the artifacts. The build has: " + first
                    + (all.size() > Found.SHOWN ? " and " + (all.size() - Found.SHOWN) + " more" : "");
        }
    }

    private static final class Kinds extends MasterToSlaveCallable<TreeMap<String, Kind>, IOException> {
        private static final long serialVersionUID = 1L;

        private final VirtualFile root;

        Kinds(VirtualFile root) {
            this.root = root;
        }

        @Override
        public TreeMap<String, Kind> call() throws IOException {
            TreeMap<String, Kind> kinds = new TreeMap<>();
            list(root, "", kinds);
            return kinds;
        }

        private void list(VirtualFile folder, String prefix, TreeMap<String, Kind> kinds) throws IOException {
            for (VirtualFile child : folder.list()) {
                String path = prefix + child.getName();
                if (child.readLink() != null) {
                    kinds.put(path, Kind.OTHER);
                } else if (child.isDirectory()) {
                    kinds.put(path, Kind.FOLDER);
                    list(child, path + "/", kinds);
                } else {
                    kinds.put(path, child.isFile() ? Kind.FILE : Kind.OTHER);
                }
            }
        }
    }

    /** Looks through all artifacts at once, so that a remote store is asked for its list only once. */
    private static final class Walk extends MasterToSlaveCallable<Found, IOException> {
        private static final long serialVersionUID = 1L;

        private final VirtualFile root;
        private final ArrayList<String> patterns;

        Walk(VirtualFile root, ArrayList<String> patterns) {
            this.root = root;
            this.patterns = patterns;
        }

        @Override
        public Found call() throws IOException {
            Found found = new Found();
            TreeSet<String> matching = new TreeSet<>();
            walk(root, "", matching, found);
            found.matches = matching.size();
            if (found.refused == null && found.matches <= Limits.FILES) {
                for (String path : matching) {
                    found.files.add(new ArtifactFile(path, head(root.child(path))));
                }
            }
            return found;
        }

        private void walk(VirtualFile folder, String prefix, TreeSet<String> matching, Found found) throws IOException {
            for (VirtualFile child : folder.list()) {
                String name = child.getName();
                String path = prefix + name;
                if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
                    found.refuse(path, "has a path that leads out of the artifacts");
                } else if (child.isDirectory()) {
                    // A link within the artifacts leads to what is found without it, or around in circles.
                    if (child.readLink() == null) {
                        walk(child, path + "/", matching, found);
                    }
                } else if (patterns.stream().anyMatch(pattern -> matches(pattern, path))) {
                    if (path.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
                        found.refuse(path, "has a backslash or a control character in its path. Rename it");
                    } else if (!child.isFile()) {
                        found.refuse(path, "is not a file, or a link that leads out of the artifacts");
                    } else {
                        matching.add(path);
                    }
                } else {
                    found.other(path);
                }
            }
        }

        private static boolean matches(String pattern, String path) {
            return SelectorUtils.matchPath(
                    pattern.replace('/', File.separatorChar), path.replace('/', File.separatorChar), true);
        }
    }

    private static final class Found implements Serializable {
        private static final long serialVersionUID = 1L;

        private static final int SHOWN = 10;

        private final ArrayList<ArtifactFile> files = new ArrayList<>();
        private final ArrayList<String> alike = new ArrayList<>();
        private int matches;
        private int others;
        private String refused;
        private String reason;

        void refuse(String path, String why) {
            refused = path;
            reason = why;
        }

        void other(String path) {
            others++;
            if (path.endsWith(".groovy") && alike.size() < SHOWN) {
                alike.add(path);
            }
        }

        String inWords() {
            if (others == 0) {
                return "The build has no artifacts, or they have been deleted";
            }
            return alike.isEmpty()
                    ? "None of the build's " + others + " artifacts is a file of build variables (*.env.groovy)"
                    : "The build has: "
                            + String.join(", ", alike.stream().map(Shown::text).toList());
        }
    }
}
