package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changed from one task definition to another, in words. */
public final class TaskDefinitionDiff {
    private final ChangeWords words;
    private final List<TaskDefinitionChange> changes = new ArrayList<>();

    private TaskDefinitionDiff(ChangeWords words) {
        this.words = words;
    }

    /**
     * A line per change, containers first, such as {@code web: image registry/web:89 → registry/web:90}. Values of
     * variables, secrets, labels, log options and commands are not shown. Empty exactly when the two are
     * {@linkplain CanonicalTaskDefinition#same the same}.
     */
    public static List<String> between(TaskDefinition before, TaskDefinition after) {
        return between(before, after, false);
    }

    /** @param showValues whether the values of variables, secrets, labels, log options and commands are shown */
    public static List<String> between(TaskDefinition before, TaskDefinition after, boolean showValues) {
        return changes(before, after, showValues).stream()
                .map(TaskDefinitionChange::inWords)
                .toList();
    }

    /** The same as data. */
    public static List<TaskDefinitionChange> changes(TaskDefinition before, TaskDefinition after) {
        return changes(before, after, false);
    }

    private static List<TaskDefinitionChange> changes(TaskDefinition before, TaskDefinition after, boolean showValues) {
        TaskDefinitionDiff diff = new TaskDefinitionDiff(new ChangeWords(showValues));
        ObjectNode old = CanonicalTaskDefinition.of(before);
        ObjectNode now = CanonicalTaskDefinition.of(after);
        diff.containers(old.remove(Containers.KEY), now.remove(Containers.KEY));
        diff.objects("", "", old, now);
        return List.copyOf(diff.changes);
    }

    private void containers(JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = entries((ArrayNode) before, Containers.KEY).orElseThrow();
        Map<String, JsonNode> now = entries((ArrayNode) after, Containers.KEY).orElseThrow();
        for (String name : union(old.keySet(), now.keySet())) {
            if (!now.containsKey(name)) {
                changes.add(ChangeWords.container(Shown.name(name), "removed", ChangeWords.NOTHING));
            } else if (!old.containsKey(name)) {
                changes.add(ChangeWords.container(Shown.name(name), "added", now.get(name)));
            } else {
                objects(Shown.name(name) + ": ", Shape.item(Containers.KEY), old.get(name), now.get(name));
            }
        }
    }

    /**
     * @param shown how the path begins in the lines
     * @param path pattern of the objects, see {@link Shape}
     */
    private void objects(String shown, String path, JsonNode before, JsonNode after) {
        for (String key : union(keys(before), keys(after))) {
            values(shown + key, Shape.member(path, key), before.path(key), after.path(key));
        }
    }

    private void values(String shown, String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            objects(shown + ".", path, before, after);
            return;
        }
        Optional<Map<String, JsonNode>> old = entries(before, path);
        Optional<Map<String, JsonNode>> now = entries(after, path);
        if (old.isPresent() && now.isPresent()) {
            entries(shown, path, old.get(), now.get());
        } else {
            changes.add(words.change(shown, path, before, after));
        }
    }

    private void entries(String shown, String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        for (String label : union(before.keySet(), after.keySet())) {
            JsonNode old = before.getOrDefault(label, ChangeWords.NOTHING);
            JsonNode now = after.getOrDefault(label, ChangeWords.NOTHING);
            Optional<TaskDefinitionChange> line = words.namedValue(shown, path, label, old, now);
            if (line.isPresent()) {
                changes.add(line.get());
            } else {
                values(shown + "[" + label + "]", Shape.item(path), old, now);
            }
        }
    }

    /** The entries of a keyed list by what tells them apart; empty when that is not what it is. */
    private static Optional<Map<String, JsonNode>> entries(JsonNode list, String path) {
        if (!Shape.KEYED_LISTS.containsKey(path) || !(list.isArray() || list.isMissingNode())) {
            return Optional.empty();
        }
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        list.forEach(entry -> entries.put(CanonicalTaskDefinition.label(entry, Shape.KEYED_LISTS.get(path)), entry));
        return Optional.of(entries).filter(found -> found.size() == list.size());
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }
}
