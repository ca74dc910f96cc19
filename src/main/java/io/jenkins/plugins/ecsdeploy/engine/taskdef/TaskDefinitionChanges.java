package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What a caller wants to be different in a task definition. It is made of values as a Jenkinsfile gives them: maps, lists,
 * texts (any {@link CharSequence}), numbers and booleans. {@code null} for a whole argument means that nothing is asked;
 * {@code null} inside of a map removes.
 */
public final class TaskDefinitionChanges {
    /** Adds what an argument asks for to the changes. */
    private interface Reader {
        void read(TaskDefinitionChanges changes, String argument, Object value);
    }

    /** All arguments that change a task definition, in the order in which they are read and applied. */
    private static final Map<String, Reader> READERS = new LinkedHashMap<>();

    static {
        // {container: image}
        READERS.put("images", (changes, argument, value) -> changes.images.putAll(value));
        // What ImageDefinitions makes of a file, or the list of the file as it is. A container may be in images, too,
        // but
        // only with the same image.
        READERS.put("imageDefinitions", (changes, argument, value) -> changes.images.putDefinitions(value));
        // One tag for all containers that neither images, imageDefinitions nor tags name.
        READERS.put("tag", (changes, argument, value) -> changes.images.setTag(value));
        // {container: tag}; applied to the new image where one is given.
        READERS.put("tags", (changes, argument, value) -> changes.images.putTags(value));
        // Of a container: null in place of what it gets removes all that it has.
        // {container: {NAME: value}}; null removes the variable, '*' with null all that are not named. So do secrets
        // and
        // dockerLabels.
        READERS.put("environment", edits(ContainerEdits::environment));
        // {container: {NAME: ARN or parameter name}}
        READERS.put("secrets", edits(ContainerEdits::secrets));
        // {container: {label: value}}
        READERS.put("dockerLabels", edits(ContainerEdits::dockerLabels));
        // {container: {logDriver: …, options: {name: value}, secretOptions: {name: ARN}}}, merged into what there is;
        // null
        // removes an option.
        READERS.put("logConfiguration", edits(LogConfigurationEdit::of));
        // {container: [word, …]}; without one the image's own runs.
        READERS.put("command", edits(ContainerEdits::command));
        // {container: [ARN of an S3 object, …]}, the complete list
        READERS.put("environmentFiles", edits(ContainerEdits::environmentFiles));
        // The role of the task's own code: an ARN of any partition.
        READERS.put("taskRoleArn", (changes, argument, value) -> changes.fields.putRole(argument, value));
        // The role that pulls images and writes logs: an ARN of any partition.
        READERS.put("executionRoleArn", (changes, argument, value) -> changes.fields.putRole(argument, value));
        // 256, "256" or ".25 vCPU"
        READERS.put("cpu", (changes, argument, value) -> changes.fields.putSize(argument, TaskSize.CPU, value));
        // 512 (MiB), "512" or "1 GB"
        READERS.put("memory", (changes, argument, value) -> changes.fields.putSize(argument, TaskSize.MEMORY, value));
        // {any other top-level field: value}; null removes the field.
        READERS.put("fields", (changes, argument, value) -> changes.fields.putAll(value));
    }

    private final Images images = new Images();
    private final List<NamedEdit> edits = new ArrayList<>();
    private final Fields fields = new Fields();

    private TaskDefinitionChanges() {}

    /** Nothing is to change. */
    public static TaskDefinitionChanges none() {
        return of(Map.of());
    }

    /**
     * @param arguments names to values; one with null counts as not there
     * @throws EngineException when there is no such argument, or its value has the wrong shape
     */
    public static TaskDefinitionChanges of(Map<String, ?> arguments) {
        arguments.keySet().forEach(TaskDefinitionChanges::requireKnown);
        TaskDefinitionChanges changes = new TaskDefinitionChanges();
        READERS.forEach((argument, reader) -> {
            Object value = arguments.get(argument);
            if (value != null) {
                reader.read(changes, argument, value);
            }
        });
        return changes;
    }

    /** True when nothing is to change. */
    public boolean isEmpty() {
        return images.isEmpty() && edits.isEmpty() && fields.isEmpty();
    }

    /** The containers whose images are to change, by their names. */
    public Set<String> containersWithImages() {
        return images.containers();
    }

    /** Whether all containers that are not named get another tag. */
    public boolean hasTagForAllOthers() {
        return images.hasTagForAllOthers();
    }

    /**
     * A new document with these changes and nothing else, ready to be registered; the base stays as it is.
     *
     * @throws EngineException naming the place, the value found and the remedy when a change cannot be made, or when the
     *     result is one that cannot run: a malformed image, a secret without a source, a name that is both a variable
     *     and a secret, more than 64 KiB
     */
    public TaskDefinition applyTo(TaskDefinition base) {
        String place = base.place();
        ObjectNode document = base.json();
        images.apply(place, document);
        for (NamedEdit each : edits) {
            ObjectNode container = Containers.find(place, document, each.argument, each.container);
            each.edit.apply(container, Containers.place(place, document, each.container));
        }
        fields.apply(document);
        TaskDefinition changed = TaskDefinition.of(place, document);
        RenderedRules.check(changed);
        return changed;
    }

    private static void requireKnown(String argument) {
        if (!READERS.containsKey(argument)) {
            throw new EngineException(Shown.name(argument) + " changes nothing of a task definition"
                    + Nearest.hint(argument, READERS.keySet()) + "; expected one of "
                    + String.join(", ", READERS.keySet()));
        }
    }

    /** @param reader of what is to change in one container, from the place and the value */
    private static Reader edits(BiFunction<String, Object, ContainerEdit> reader) {
        return (changes, argument, value) -> RawValues.map(
                        argument, value, "a map with a container's name in front, such as " + argument + ": [web: …]")
                .forEach((name, given) -> {
                    ContainerEdit edit = given == null
                            ? (container, place) -> container.remove(argument)
                            : reader.apply(argument + "." + name, given);
                    changes.edits.add(new NamedEdit(argument, name, edit));
                });
    }

    private record NamedEdit(String argument, String container, ContainerEdit edit) {}
}
