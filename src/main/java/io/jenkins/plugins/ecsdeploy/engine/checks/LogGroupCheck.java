package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log groups of CloudWatch Logs exist where the log driver awslogs is not to make them. */
final class LogGroupCheck implements Check {
    private record Group(String name, String region) {}

    @Override
    public List<Look> looks(Subject subject) {
        Map<Group, Boolean> groups = new LinkedHashMap<>();
        for (JsonNode container : subject.definition().containers()) {
            JsonNode log = container.path("logConfiguration");
            String name = log.at("/options/awslogs-group").asText();
            if (log.path("logDriver").asText().equals("awslogs") && !name.isEmpty()) {
                boolean made = log.at("/options/awslogs-create-group").asText().equalsIgnoreCase("true");
                String region = log.at("/options/awslogs-region").asText(subject.region());
                groups.merge(new Group(name, region), made, Boolean::logicalOr);
            }
        }
        return groups.entrySet().stream()
                .map(entry -> {
                    Group group = entry.getKey();
                    return new Look("log group", group.name(), () -> List.of(find(subject, group, entry.getValue())));
                })
                .toList();
    }

    /** @param made whether the agent is to make it */
    private static Finding find(Subject subject, Group group, boolean made) {
        Look look = new Look("log group", group.name(), List::of);
        if (subject.ecs().checks().hasLogGroup(group.region(), group.name())) {
            return look.ok("it exists");
        }
        return made
                ? look.ok("it is to be made with the first task, by the execution role (awslogs-create-group)")
                : look.wrong(
                        "it does not exist in region " + group.region() + ", so no task can start",
                        "Create it, or set the option awslogs-create-group to true and let the execution role"
                                + " logs:CreateLogGroup");
    }
}
