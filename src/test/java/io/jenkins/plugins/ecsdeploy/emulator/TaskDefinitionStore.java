package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All registered revisions, by family. */
final class TaskDefinitionStore {
    /** In the API these exist in answers only (API page TaskDefinition against RegisterTaskDefinition). */
    private static final List<String> ANSWER_ONLY = List.of("deregisteredAt", "deleteRequestedAt");

    /** An empty one means none; widely used clients send them like that (ecs-deploy by fabfuel, for one). */
    private static final List<String> ROLES = List.of("taskRoleArn", "executionRoleArn");

    private final NavigableMap<String, List<Revision>> families = new TreeMap<>();
    private final Arns arns;

    TaskDefinitionStore(Arns arns) {
        this.arns = arns;
    }

    /** One revision: the document as ECS describes it, and the tags kept beside it. */
    static final class Revision {
        final ObjectNode document;
        final ArrayNode tags;

        Revision(ObjectNode document, ArrayNode tags) {
            this.document = document;
            this.tags = tags;
        }

        String arn() {
            return Json.text(document, "taskDefinitionArn");
        }

        String family() {
            return Json.text(document, "family");
        }

        /** The first container that has a port, or null. */
        JsonNode containerWithPort() {
            for (JsonNode container : document.path("containerDefinitions")) {
                if (!container.path("portMappings").isEmpty()) {
                    return container;
                }
            }
            return null;
        }

        boolean active() {
            return "ACTIVE".equals(Json.text(document, "status"));
        }
    }

    /** Checks, completes and keeps the document, which becomes the next revision of its family. */
    Revision register(ObjectNode request, Instant now, String registeredBy) {
        ObjectNode document = request.deepCopy();
        Json.dropNulls(document);
        document.remove(ANSWER_ONLY);
        ROLES.stream().filter(key -> "".equals(Json.text(document, key))).forEach(document::remove);
        TaskDefinitionRules.check(document);
        ArrayNode tags = document.get("tags") instanceof ArrayNode given ? given : Json.array();
        TaskDefinitionDefaults.fill(document);
        String family = Json.text(document, "family");
        List<Revision> revisions = families.computeIfAbsent(family, key -> new ArrayList<>());
        int number = revisions.size() + 1;
        document.put("taskDefinitionArn", arns.taskDefinition(family, number));
        document.put("revision", number);
        document.put("status", "ACTIVE");
        document.set("requiresAttributes", RequiredAttributes.of(document));
        document.set("compatibilities", RequiredAttributes.compatibilities(document));
        document.set("registeredAt", Json.time(now));
        document.put("registeredBy", registeredBy);
        Revision revision = new Revision(document, tags);
        revisions.add(revision);
        return revision;
    }

    /**
     * The revision that an ARN, "family:revision" or "family" (its newest active one) names, or null.
     *
     * @throws AwsError InvalidParameterException or ClientException if it names none by its form
     */
    Revision find(String reference) {
        String name = reference;
        if (reference.startsWith("arn:")) {
            String resource = arns.resource(reference);
            if (resource == null || !resource.startsWith("task-definition/")) {
                return null;
            }
            name = resource.substring("task-definition/".length());
        }
        int colon = name.indexOf(':');
        List<Revision> revisions = families.getOrDefault(colon < 0 ? name : name.substring(0, colon), List.of());
        return colon < 0 ? newestActive(revisions) : byNumber(revisions, name.substring(colon + 1));
    }

    private static Revision newestActive(List<Revision> revisions) {
        for (int i = revisions.size() - 1; i >= 0; i--) {
            if (revisions.get(i).active()) {
                return revisions.get(i);
            }
        }
        return null;
    }

    private static Revision byNumber(List<Revision> revisions, String number) {
        if (!number.matches("\\d{1,9}")) {
            throw AwsError.client("Invalid revision number. Number: " + number);
        }
        int index = Integer.parseInt(number) - 1;
        return index >= 0 && index < revisions.size() ? revisions.get(index) : null;
    }

    /** Families in alphabetical order, each with its revisions from the oldest to the newest. */
    Collection<List<Revision>> all() {
        return families.values();
    }
}
