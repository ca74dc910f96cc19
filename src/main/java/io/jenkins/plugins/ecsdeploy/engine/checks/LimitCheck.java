package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What ECS takes of any task definition (developer guide, "Amazon ECS service quotas"; API, ContainerDefinition). */
final class LimitCheck implements Check {
    private static final int MOST_CONTAINERS = 10;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_TAGS = 50;
    /** API, ContainerDefinition, memory: what the Docker daemon needs at least. */
    private static final int LEAST_MEMORY = 6;

    @Override
    public List<Look> looks(Subject subject) {
        Definition definition = subject.definition();
        List<Finding> wrong = new ArrayList<>();
        most(wrong, "containers", definition.containers().size(), MOST_CONTAINERS);
        most(wrong, "tags", definition.json().path("tags").size(), MOST_TAGS);
        most(wrong, "bytes", definition.json().toString().getBytes(StandardCharsets.UTF_8).length, MOST_BYTES);
        if (definition.containers().stream()
                .noneMatch(container -> container.path("essential").asBoolean(true))) {
            wrong.add(look("essential").wrong("no container is essential", "Make one essential"));
        }
        definition.containers().forEach(container -> {
            memory(wrong, subject, container);
            names(wrong, definition, container);
        });
        return wrong.isEmpty()
                ? List.of(Look.known(look("of ECS").ok("all are kept")))
                : wrong.stream().map(Look::known).toList();
    }

    private static void most(List<Finding> wrong, String what, int count, int most) {
        if (count > most) {
            wrong.add(look(what).wrong("there are " + count + "; ECS takes " + most, "Have fewer"));
        }
    }

    private static void memory(List<Finding> wrong, Subject subject, JsonNode container) {
        JsonNode memory = container.path("memory");
        JsonNode reservation = container.path("memoryReservation");
        boolean ofTask = subject.definition().text("memory").isPresent();
        if (!ofTask && !memory.isNumber() && !reservation.isNumber() && !subject.runsOnFargate()) {
            wrong.add(look(Definition.name(container))
                    .wrong(
                            "it has neither memory nor memoryReservation, and the task has no memory",
                            "Give one of them"));
        }
        if (memory.isNumber() && memory.asInt() < LEAST_MEMORY) {
            wrong.add(look(Definition.name(container))
                    .wrong("it has " + memory.asInt() + " MiB of memory", "Give at least " + LEAST_MEMORY));
        }
        if (memory.isNumber() && reservation.isNumber() && reservation.asInt() > memory.asInt()) {
            wrong.add(look(Definition.name(container))
                    .wrong("its memoryReservation is above its memory", "Lower memoryReservation or raise memory"));
        }
    }

    /** What a container refers to by name is in the definition. */
    private static void names(List<Finding> wrong, Definition definition, JsonNode container) {
        Set<String> volumes = new HashSet<>();
        definition
                .json()
                .path("volumes")
                .forEach(volume -> volumes.add(volume.path("name").asText()));
        Set<String> containers = new HashSet<>(definition.document().containerNames());
        each(wrong, container, "mountPoints", "sourceVolume", volumes);
        each(wrong, container, "dependsOn", "containerName", containers);
        each(wrong, container, "volumesFrom", "sourceContainer", containers);
    }

    private static void each(List<Finding> wrong, JsonNode container, String list, String key, Set<String> there) {
        for (JsonNode entry : container.path(list)) {
            String name = entry.path(key).asText();
            if (!name.isEmpty() && !there.contains(name)) {
                wrong.add(look(Definition.name(container))
                        .wrong(
                                list + " names " + name + ", which the task definition does not have",
                                "Correct " + key + ", or add it"));
            }
        }
    }

    private static Look look(String subject) {
        return new Look("limit", subject, List::of);
    }
}
