package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * How traffic reaches a service's tasks: by the listener rules of its load balancers, or by Service Connect. A service
 * may have neither: then stages pass without traffic. Source: API pages AdvancedConfiguration,
 * ServiceConnectTestTrafficRules; "Network Load Balancer resources for Amazon ECS blue/green, linear and canary
 * deployments".
 */
public record Routes(boolean production, boolean test, boolean network) {
    /** What a listener takes to follow. */
    private static final Duration USUAL = Duration.ofSeconds(5);
    /** "Amazon ECS adds a 10 minute delay" to both traffic shifts. */
    private static final Duration NETWORK = Duration.ofMinutes(10);

    static Routes of(ObjectNode settings) {
        boolean production = false;
        boolean test = false;
        boolean network = false;
        for (JsonNode balancer : settings.path("loadBalancers")) {
            JsonNode advanced = balancer.path("advancedConfiguration");
            production = true;
            test |= advanced.has("testListenerRule");
            network |= advanced.path("productionListenerRule").asText().contains(":listener/net/");
        }
        JsonNode connect = settings.path("serviceConnectConfiguration");
        if (connect.path("enabled").asBoolean()) {
            production = true;
            for (JsonNode service : connect.path("services")) {
                for (JsonNode alias : service.path("clientAliases")) {
                    test |= alias.has("testTrafficRules");
                }
            }
        }
        return new Routes(production, test, network);
    }

    /** How long it takes to move a part of the traffic. */
    Duration shift() {
        return network ? USUAL.plus(NETWORK) : USUAL;
    }

    /** The target group that the tasks of a revision are registered in. */
    static String targetGroup(JsonNode balancer, TrafficShare share) {
        JsonNode alternate = balancer.at("/advancedConfiguration/alternateTargetGroupArn");
        return share.alternate && alternate.isTextual()
                ? alternate.asText()
                : balancer.path("targetGroupArn").asText();
    }
}
