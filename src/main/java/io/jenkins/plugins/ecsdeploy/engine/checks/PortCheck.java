package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the service sends traffic to is in the definition: containers, their ports, and names of ports. */
final class PortCheck implements Check {
    @Override
    public List<Look> looks(Subject subject) {
        JsonNode service = subject.service();
        List<Look> looks = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (JsonNode balancer : TargetGroupCheck.balancers(service)) {
            add(looks, seen, subject, balancer, "load balancer");
        }
        for (JsonNode registry : service.path("serviceRegistries")) {
            if (registry.hasNonNull("containerName")) {
                add(looks, seen, subject, registry, "service discovery");
            }
        }
        JsonNode connect = service.at("/deployments/0/serviceConnectConfiguration");
        if (connect.path("enabled").asBoolean()) {
            connect.path("services")
                    .forEach(each -> looks.add(Look.known(
                            named(subject.definition(), each.path("portName").asText()))));
        }
        return looks;
    }

    private static void add(List<Look> looks, Set<String> seen, Subject subject, JsonNode wanted, String by) {
        String container = wanted.path("containerName").asText();
        int port = wanted.path("containerPort").asInt();
        if (seen.add(container + ":" + port)) {
            looks.add(Look.known(mapped(subject.definition(), container, port, by)));
        }
    }

    private static Finding mapped(Definition definition, String name, int port, String by) {
        Look look = new Look("port", name + ":" + port, List::of);
        Optional<JsonNode> container = definition.container(name);
        String wanted = "the service sends traffic of its " + by + " there";
        if (container.isEmpty()) {
            return look.wrong(
                    "there is no container " + name + ", and " + wanted, "Name a container so, or change the service");
        }
        for (JsonNode mapping : container.get().path("portMappings")) {
            if (mapping.path("containerPort").asInt() == port
                    || inRange(mapping.path("containerPortRange").asText(), port)) {
                return look.ok("the container has the port");
            }
        }
        return look.wrong(
                "container " + name + " has no such port, and " + wanted,
                "Add it to portMappings, or change the service");
    }

    private static Finding named(Definition definition, String name) {
        Look look = new Look("port", name, List::of);
        for (JsonNode container : definition.containers()) {
            for (JsonNode mapping : container.path("portMappings")) {
                if (mapping.path("name").asText().equals(name)) {
                    return look.ok("container " + Definition.name(container) + " has the port of that name");
                }
            }
        }
        return look.wrong(
                "no port has that name, and the service offers it by Service Connect",
                "Give a port mapping that name, or change the service");
    }

    /** {@code 8000-8010}. */
    private static boolean inRange(String range, int port) {
        String[] ends = range.split("-");
        return range.matches("\\d{1,5}-\\d{1,5}")
                && Integer.parseInt(ends[0]) <= port
                && port <= Integer.parseInt(ends[1]);
    }
}
