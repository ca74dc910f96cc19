package io.jenkins.plugins.ecsdeploy.engine.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.EmptyValues;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionDiff;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.UnknownKey;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.WrongValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Renders a task definition. */
public final class Render {
    private Render() {}

    /**
     * The document that the request describes.
     *
     * @param bases looks up the base at AWS; asked only when the request names one
     * @throws EngineException when something in the request or in its document is not right
     */
    public static Rendered render(RenderRequest request, Function<Base, TaskDefinition> bases) {
        List<String> notes = new ArrayList<>();
        TaskDefinition start = start(request, bases, notes);
        // Cleaned first: what the caller names stays, even if it is empty.
        TaskDefinition base = request.clean() ? EmptyValues.clean(start, notes::add) : start;
        TaskDefinition withTaken = request.taken()
                .map(taken -> taken.into(base, request.changes()))
                .orElse(base);
        TaskDefinition document = request.changes().applyTo(withTaken);
        WrongValues.refuse(document);
        unknownKeys(document, request.strict(), notes);
        return new Rendered(document, TaskDefinitionDiff.between(base, document), notes);
    }

    private static TaskDefinition start(
            RenderRequest request, Function<Base, TaskDefinition> bases, List<String> notes) {
        if (request.text().isEmpty()) {
            return bases.apply(request.someBase()
                    .orElseThrow(() -> new EngineException("There is no task definition to start from. Name one with"
                            + " taskDefinition (a file or the text), family, taskDefinitionArn or service")));
        }
        SourceText text = request.text().get();
        JsonNode tree = DocumentReader.read(text.place(), text.text(), request.placeholders());
        if (text.file()
                && request.placeholders() == Placeholders.none()
                && text.text().contains("${")) {
            notes.add(text.place() + " holds ${…}, which is sent as it is; ecsRender fills in placeholders");
        }
        if (!tree.isArray()) {
            request.base().ifPresent(base -> {
                throw new EngineException(text.place() + " is a whole task definition, and " + base.inWords()
                        + " is another one. Name one of them");
            });
            return TaskDefinition.of(text.place(), tree);
        }
        return request.someBase()
                .map(bases)
                .map(base -> withContainers(base, text.place(), (ArrayNode) tree, notes))
                // The family and the rest then come from the changes.
                .orElseGet(() -> TaskDefinition.ofContainers(text.place(), (ArrayNode) tree, Map.of()));
    }

    private static TaskDefinition withContainers(
            TaskDefinition base, String place, ArrayNode containers, List<String> notes) {
        TaskDefinition result = base.withContainers(place, containers);
        List<String> dropped = base.containersNotIn(result);
        if (!dropped.isEmpty()) {
            notes.add("Not in " + place + ", so left out: " + Shown.names(dropped));
        }
        return result;
    }

    private static void unknownKeys(TaskDefinition document, boolean strict, List<String> notes) {
        List<String> messages = UnknownKey.in(document).stream()
                .map(strict ? UnknownKey::problem : UnknownKey::message)
                .toList();
        if (strict && !messages.isEmpty()) {
            throw new EngineException(document.place() + ": " + String.join("; ", messages));
        }
        notes.addAll(messages);
    }
}
