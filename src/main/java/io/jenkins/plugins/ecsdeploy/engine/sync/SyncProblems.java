package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what is wrong with files and with what they name, so that all of it is said at once. Thread-safe. */
final class SyncProblems {
    /** More lines help nobody. */
    private static final int SHOWN = 100;
    /** What is the same for more files than these is most likely so for all of them. */
    private static final int FILES_SHOWN = 5;

    /** What begins with the name of its file. */
    private final Set<String> whole = new TreeSet<>();
    /** By what may be wrong with many, the files where it is. */
    private final Map<String, Set<String>> shared = new TreeMap<>();

    /** @param problem that names its file itself */
    synchronized void add(String problem) {
        whole.add(problem);
    }

    /** @param problem which is said once for all files that have it */
    synchronized void add(String file, String problem) {
        shared.computeIfAbsent(problem, any -> new TreeSet<>()).add(file);
    }

    /** What all this fails with; nothing if all is well. */
    synchronized Optional<EngineException> failure() {
        List<String> lines = Stream.concat(
                        whole.stream(),
                        shared.entrySet().stream().map(entry -> names(entry.getValue()) + ": " + entry.getKey()))
                .sorted()
                .toList();
        if (lines.size() < 2) {
            return lines.stream().findFirst().map(line -> new EngineException(line + ". Nothing was deployed"));
        }
        String more = lines.size() > SHOWN ? "\n  … and " + (lines.size() - SHOWN) + " more" : "";
        return Optional.of(new EngineException(lines.stream()
                .limit(SHOWN)
                .collect(Collectors.joining(
                        "\n  ", "There are " + lines.size() + " problems, and nothing was deployed:\n  ", more))));
    }

    private static String names(Set<String> files) {
        String more = files.size() > FILES_SHOWN ? " and " + (files.size() - FILES_SHOWN) + " more files" : "";
        return files.stream().limit(FILES_SHOWN).collect(Collectors.joining(", ")) + more;
    }
}
