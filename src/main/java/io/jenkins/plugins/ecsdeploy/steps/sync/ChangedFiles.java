package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jenkins.scm.RunWithSCM;

/**
 * The files that the changes of a build touched, as Jenkins lists them on its page: what was committed since the build before
 * it, of all that it has checked out so far.
 */
final class ChangedFiles {
    private final Set<String> paths = new TreeSet<>();

    static ChangedFiles of(Run<?, ?> run) {
        ChangedFiles changed = new ChangedFiles();
        if (run instanceof RunWithSCM<?, ?> withChanges) {
            withChanges.getChangeSets().forEach(changed::add);
        }
        return changed;
    }

    private void add(ChangeLogSet<? extends ChangeLogSet.Entry> changes) {
        for (ChangeLogSet.Entry entry : changes) {
            Collection<String> touched = entry.getAffectedPaths();
            if (touched != null) {
                touched.forEach(path -> paths.add(path.replace('\\', '/').replaceFirst("^/+", "")));
            }
        }
    }

    /** Whether there are any at all. */
    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Those of the files that were touched, in their order. */
    Map<String, byte[]> of(Map<String, byte[]> files) {
        Map<String, byte[]> touched = new LinkedHashMap<>();
        files.forEach((path, bytes) -> {
            if (has(path)) {
                touched.put(path, bytes);
            }
        });
        return touched;
    }

    /**
     * Changes are named from the root of their repository, and files from the current directory. Which of the two is further
     * up is not known, so it is enough if the longer path ends in the shorter: a file too many is compared with what runs,
     * and a file too few would be forgotten.
     */
    private boolean has(String file) {
        return paths.stream().anyMatch(path -> endsWith(path, file) || endsWith(file, path));
    }

    private static boolean endsWith(String path, String end) {
        return path.equals(end) || path.endsWith("/" + end);
    }
}
