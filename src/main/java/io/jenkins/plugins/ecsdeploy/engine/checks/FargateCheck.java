package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Fargate wants of a task definition (developer guide, "Amazon ECS task definition differences for Fargate"). */
final class FargateCheck implements Check {
    private static final Set<String> LOG_DRIVERS = Set.of("awslogs", "splunk", "awsfirelens");
    /** API reference, EphemeralStorage, sizeInGiB. */
    private static final int LEAST_STORAGE = 21;

    private static final int MOST_STORAGE = 200;

    @Override
    public List<Look> looks(Subject subject) {
        if (!subject.runsOnFargate()) {
            return List.of();
        }
        Definition definition = subject.definition();
        List<Finding> findings = new ArrayList<>();
        findings.add(FargateSize.check(definition));
        if (!definition.networkMode().equals("awsvpc")) {
            findings.add(look("networkMode")
                    .wrong(
                            "it is " + definition.networkMode() + ", and Fargate knows awsvpc alone",
                            "Set it to awsvpc"));
        }
        JsonNode storage = definition.json().at("/ephemeralStorage/sizeInGiB");
        if (storage.isNumber() && (storage.asInt() < LEAST_STORAGE || storage.asInt() > MOST_STORAGE)) {
            findings.add(look("ephemeralStorage")
                    .wrong(
                            "it is " + storage.asInt() + " GiB",
                            "Give " + LEAST_STORAGE + " to " + MOST_STORAGE + ", or leave it out for 20"));
        }
        if (!definition.json().path("placementConstraints").isEmpty()) {
            findings.add(look("placementConstraints").wrong("Fargate knows none", "Leave them out"));
        }
        definition.containers().forEach(container -> findings.addAll(ofContainer(container)));
        return findings.stream().map(Look::known).toList();
    }

    private static List<Finding> ofContainer(JsonNode container) {
        List<Finding> findings = new ArrayList<>();
        String name = Definition.name(container);
        if (container.path("privileged").asBoolean()) {
            findings.add(look(name).wrong("it is privileged, which nothing is on Fargate", "Leave out privileged"));
        }
        String driver = container.at("/logConfiguration/logDriver").asText("awslogs");
        if (!LOG_DRIVERS.contains(driver)) {
            findings.add(look(name)
                    .wrong(
                            "it has the log driver " + driver + ", which Fargate does not have",
                            "Use awslogs, splunk or awsfirelens"));
        }
        return findings;
    }

    private static Look look(String subject) {
        return new Look("Fargate", subject, List::of);
    }
}
