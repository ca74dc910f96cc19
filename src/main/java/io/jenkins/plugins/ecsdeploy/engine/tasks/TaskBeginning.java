package io.jenkins.plugins.ecsdeploy.engine.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;

/** Makes RunTask's request, all of it but token and count, once there is a revision to run. What is wrong is said before. */
final class TaskBeginning {
    private final TaskContext run;
    private final TaskRecord record;
    private final TaskRevision revision;
    private ObjectNode request;

    TaskBeginning(TaskContext run) {
        this.run = run;
        this.record = run.record();
        this.revision = new TaskRevision(run::log);
    }

    boolean isReady() {
        return request != null;
    }

    ObjectNode request() {
        return request;
    }

    /**
     * Finds or registers the revision, and makes the request.
     *
     * @param live the service that the tasks take after
     * @throws io.jenkins.plugins.ecsdeploy.engine.poll.NotYet when it is not its turn to register
     */
    void prepare(Optional<Service> live) {
        live.ifPresent(TaskBeginning::check);
        Optional<ServicePlacement> service = live.map(ServicePlacement::of);
        TaskDefinition document;
        if (record.phase() == TaskPhase.REGISTERED) {
            document = new Revisions(run.ecs()).get(record.taskDefinitionArn()).document();
        } else {
            TaskPhase before = record.phase();
            Revision found = revision.get(
                    run.ecs(),
                    run.request().definition(),
                    service.map(ServicePlacement::revision),
                    before == TaskPhase.REGISTERING,
                    run.now(),
                    wanted -> make(wanted, service),
                    () -> {
                        record.phase(TaskPhase.REGISTERING);
                        run.rememberBefore(() -> record.phase(before));
                    });
            document = found.document();
            record.revision(found.arn());
        }
        ObjectNode made = make(document, service);
        made.put("taskDefinition", record.taskDefinitionArn());
        if (record.tasks().isEmpty()) {
            record.plan(containers(document));
            run.log("Running " + tasks() + Arns.shortName(record.taskDefinitionArn()) + " in cluster "
                    + Arns.shortName(record.cluster()) + where(made));
            sayWhatHasNoLog(record.planned());
        }
        run.remember();
        request = made;
    }

    private static void check(Service service) {
        if (!"ACTIVE".equals(service.status())) {
            throw new EngineException("Service " + service.serviceName() + " is " + service.status()
                    + ", so nothing can run as it does. Name an ACTIVE service, or none and say where to run");
        }
    }

    private ObjectNode make(TaskDefinition document, Optional<ServicePlacement> service) {
        ObjectNode made = Json.MAPPER.createObjectNode();
        made.put("cluster", record.cluster());
        made.put("startedBy", record.startedBy());
        boolean needsNetwork =
                "awsvpc".equals(document.json().path("networkMode").asText());
        made.setAll(run.request().placement().over(service, needsNetwork));
        ObjectNode overrides = run.request().overrides().json(document);
        if (!overrides.isEmpty()) {
            made.set("overrides", overrides);
        }
        if (!run.request().tags().isEmpty()) {
            ArrayNode tags = made.putArray("tags");
            run.request()
                    .tags()
                    .forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        }
        return made;
    }

    private List<TaskContainer> containers(TaskDefinition document) {
        Optional<String> named = run.request().overrides().container();
        List<TaskContainer> containers = new ArrayList<>();
        for (JsonNode definition : document.json().path("containerDefinitions")) {
            // Essential is what is not said to be otherwise (API reference, ContainerDefinition, essential).
            boolean counted = named.map(definition.path("name").asText()::equals)
                    .orElse(definition.path("essential").asBoolean(true));
            containers.add(new TaskContainer(definition, counted, record.region()));
        }
        return containers;
    }

    private void sayWhatHasNoLog(List<TaskContainer> containers) {
        containers.stream()
                .filter(TaskContainer::isCounted)
                .forEach(container -> container
                        .place()
                        .unreadable()
                        .ifPresent(why ->
                                run.log("  There is no log of container " + container.name() + " to show: " + why)));
    }

    private String tasks() {
        return record.count() == 1 ? "" : record.count() + " tasks of ";
    }

    private String where(ObjectNode made) {
        List<String> parts = new ArrayList<>();
        String on = TaskPlacement.inWords(made);
        if (!on.isEmpty()) {
            parts.add("on " + on);
        }
        run.request().service().ifPresent(service -> parts.add("as service " + service));
        return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
    }
}
