package io.jenkins.plugins.ecsdeploy.engine.document;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects what is wrong with the placeholders of one text, so that the user sees all of it at once. */
final class Problems {
    private final Map<Position, String> found = new TreeMap<>();

    void add(Position position, String problem) {
        found.put(position, problem);
    }

    /** @param name of the text */
    void throwIfAny(String name) {
        if (found.size() == 1) {
            found.forEach((position, problem) -> {
                throw at(name, position, problem);
            });
        }
        if (!found.isEmpty()) {
            throw new EngineException(found.entrySet().stream()
                    .map(each -> "  " + each.getKey() + ": " + each.getValue())
                    .collect(Collectors.joining(
                            "\n", name + ": " + found.size() + " placeholders cannot be filled in:\n", "")));
        }
    }

    /** The form of all messages about a place in a text. */
    static EngineException at(String name, Position position, String problem) {
        return new EngineException(name + ", " + position + ": " + problem);
    }
}
