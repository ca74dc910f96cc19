package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** RegisterTaskDefinition, DescribeTaskDefinition, ListTaskDefinitions, DeregisterTaskDefinition. */
final class TaskDefinitionActions {
    private final World world;

    TaskDefinitionActions(World world) {
        this.world = world;
    }

    void register(Map<String, Action> actions) {
        actions.put("RegisterTaskDefinition", this::registerRevision);
        actions.put("DescribeTaskDefinition", this::describe);
        actions.put("ListTaskDefinitions", this::list);
        actions.put("DeregisterTaskDefinition", this::deregister);
    }

    private ObjectNode registerRevision(ObjectNode request, Caller caller) {
        TaskDefinitionStore.Revision revision =
                world.taskDefinitions.register(request, world.clock.now(), caller.arn());
        ObjectNode answer = Json.object();
        answer.set("taskDefinition", revision.document);
        if (!revision.tags.isEmpty()) {
            answer.set("tags", revision.tags);
        }
        return answer;
    }

    private ObjectNode describe(ObjectNode request, Caller caller) {
        TaskDefinitionStore.Revision revision = find(Json.text(request, "taskDefinition"));
        ObjectNode answer = Json.object();
        answer.set("taskDefinition", revision.document);
        // DescribeTaskDefinition, include: "If this field is omitted, tags aren't included in the response."
        if (Json.texts(request, "include").contains("TAGS")) {
            answer.set("tags", revision.tags);
        }
        return answer;
    }

    private ObjectNode list(ObjectNode request, Caller caller) {
        String family = Json.text(request, "familyPrefix");
        String status = Json.has(request, "status") ? Json.text(request, "status") : "ACTIVE";
        List<String> arns = new ArrayList<>();
        for (List<TaskDefinitionStore.Revision> revisions : world.taskDefinitions.all()) {
            for (TaskDefinitionStore.Revision revision : revisions) {
                // Despite its name familyPrefix is "the full family name".
                boolean named = family == null || family.equals(revision.family());
                if (named && status.equals(Json.text(revision.document, "status"))) {
                    arns.add(revision.arn());
                }
            }
        }
        if ("DESC".equals(Json.text(request, "sort"))) {
            Collections.reverse(arns);
        }
        return Paging.page(request, 100, "taskDefinitionArns", arns, Json::text);
    }

    private ObjectNode deregister(ObjectNode request, Caller caller) {
        String reference = Json.text(request, "taskDefinition");
        // DeregisterTaskDefinition, taskDefinition: "You must specify a revision."
        if (reference != null
                && !reference.substring(reference.lastIndexOf('/') + 1).contains(":")) {
            throw AwsError.invalid("Missing revision in task definition: " + reference);
        }
        TaskDefinitionStore.Revision revision = find(reference);
        if (!revision.active()) {
            throw AwsError.client(
                    "The specified task definition is inactive. Specify an active task definition" + " and try again.");
        }
        JsonNode now = Json.time(world.clock.now());
        revision.document.put("status", "INACTIVE");
        revision.document.set("deregisteredAt", now);
        return Json.object().set("taskDefinition", revision.document);
    }

    private TaskDefinitionStore.Revision find(String reference) {
        if (reference == null || reference.isBlank()) {
            throw AwsError.client("TaskDefinition should not be null or blank.");
        }
        TaskDefinitionStore.Revision revision = world.taskDefinitions.find(reference);
        if (revision == null) {
            throw AwsError.client("Unable to describe task definition.");
        }
        return revision;
    }
}
