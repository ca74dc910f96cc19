package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a role's trust policy lets tasks of ECS have the role (IAM user guide, "IAM JSON policy elements reference"). */
enum TrustPolicy {
    TRUSTS,
    TRUSTS_NOT,
    /** It denies, says who is not meant, or is no policy that is understood here. */
    UNCLEAR;

    static final String TASKS = "ecs-tasks.amazonaws.com";

    /** The conditions of a statement are not looked at: they are about tasks that are still to come. */
    static TrustPolicy of(String policy) {
        JsonNode document;
        try {
            document = Json.MAPPER.readTree(policy);
        } catch (JsonProcessingException e) {
            return UNCLEAR;
        }
        List<JsonNode> statements = list(document.path("Statement"));
        if (statements.isEmpty()) {
            return UNCLEAR;
        }
        boolean unclear = false;
        for (JsonNode statement : statements) {
            if (statement.has("NotPrincipal")
                    || statement.has("NotAction")
                    || !statement.path("Effect").asText().equals("Allow")) {
                unclear = true;
            } else if (isForTasks(statement.path("Principal")) && isToAssume(statement.path("Action"))) {
                return TRUSTS;
            }
        }
        return unclear ? UNCLEAR : TRUSTS_NOT;
    }

    /** {@code "*"}, or an object whose members are a text or a list of texts. */
    private static boolean isForTasks(JsonNode principal) {
        if (principal.isTextual()) {
            return principal.asText().equals("*");
        }
        return list(principal.path("Service")).stream()
                .map(JsonNode::asText)
                .anyMatch(service -> service.equals(TASKS) || service.equals(TASKS + ".cn") || service.equals("*"));
    }

    private static boolean isToAssume(JsonNode action) {
        return list(action).stream()
                .map(each -> each.asText().toLowerCase(Locale.ROOT))
                .anyMatch(each -> each.equals("sts:assumerole")
                        || each.endsWith("*") && "sts:assumerole".startsWith(each.substring(0, each.length() - 1)));
    }

    private static List<JsonNode> list(JsonNode oneOrSeveral) {
        List<JsonNode> list = new ArrayList<>();
        if (oneOrSeveral.isArray()) {
            oneOrSeveral.forEach(list::add);
        } else if (!oneOrSeveral.isMissingNode()) {
            list.add(oneOrSeveral);
        }
        return list;
    }
}
