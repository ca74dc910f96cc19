package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the value of a secret comes from, as task definitions say it (developer guide, "Pass sensitive data to an Amazon ECS
 * container"): the ARN of a secret with a JSON key, a stage and a version behind it, the ARN of a parameter, or its name.
 *
 * @param id of a secret: its ARN or name; of a parameter: its name, with a slash in front where it is one of an ARN
 * @param region empty: where the task runs
 * @param account empty: not told
 */
record SecretReference(
        Kind kind, String id, String region, String account, String jsonKey, String stage, String version) {
    enum Kind {
        SECRET,
        PARAMETER,
        OTHER
    }

    /** The parts of a secret's ARN; what follows belongs to the reference. */
    private static final int PARTS_OF_A_SECRET = 7;

    static SecretReference of(String valueFrom) {
        if (!valueFrom.startsWith("arn:")) {
            return new SecretReference(Kind.PARAMETER, withoutSelector(valueFrom), "", "", "", "", "");
        }
        String[] parts = valueFrom.split(":", -1);
        if (parts.length >= PARTS_OF_A_SECRET && parts[2].equals("secretsmanager")) {
            return new SecretReference(
                    Kind.SECRET,
                    String.join(":", List.of(parts).subList(0, PARTS_OF_A_SECRET)),
                    parts[3],
                    parts[4],
                    part(parts, 7),
                    part(parts, 8),
                    part(parts, 9));
        }
        if (parts.length >= 6 && parts[2].equals("ssm") && parts[5].startsWith("parameter/")) {
            return new SecretReference(
                    Kind.PARAMETER, parts[5].substring("parameter".length()), parts[3], parts[4], "", "", "");
        }
        return new SecretReference(Kind.OTHER, valueFrom, "", "", "", "", "");
    }

    /** All in a definition, each with what uses it: {@code web: DB_PASSWORD}. */
    static Map<String, Set<String>> in(Definition definition) {
        Map<String, Set<String>> uses = new LinkedHashMap<>();
        for (JsonNode container : definition.containers()) {
            List<JsonNode> secrets = new ArrayList<>();
            container.path("secrets").forEach(secrets::add);
            container.at("/logConfiguration/secretOptions").forEach(secrets::add);
            for (JsonNode secret : secrets) {
                uses.computeIfAbsent(secret.path("valueFrom").asText(), any -> new LinkedHashSet<>())
                        .add(Definition.name(container) + ": "
                                + secret.path("name").asText());
            }
        }
        return uses;
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    /** API reference, GetParameters, Names: a version or a label may follow. */
    private static String withoutSelector(String name) {
        return name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
    }
}
