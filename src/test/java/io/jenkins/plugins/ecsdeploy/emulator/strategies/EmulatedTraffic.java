package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.util.function.Consumer;

/**
 * How traffic reaches a service that ECS deploys by a strategy, seen from inside the emulator. What it is set to is for
 * the deployments that begin from now on.
 */
public final class EmulatedTraffic {
    private static final int PRODUCTION = 80;
    private static final int TEST = 8080;

    private final World world;
    private final ServiceState service;

    /** For a service of that world. */
    public EmulatedTraffic(World world, ServiceState service) {
        this.world = world;
        this.service = service;
    }

    /**
     * Puts its load balancers, or else the first container with a port, behind two target groups each, with a rule for
     * production traffic and one for test traffic. Without a port it stays a service without traffic.
     */
    public EmulatedTraffic balanced() {
        return set(settings -> {
            if (settings.path("loadBalancers").isEmpty()) {
                JsonNode container = service.containerWithPort();
                if (container == null) {
                    return;
                }
                settings.putArray("loadBalancers")
                        .addObject()
                        .put("targetGroupArn", world.arns.targetGroup(service.name + "-blue"))
                        .put("containerName", container.path("name").asText())
                        .put(
                                "containerPort",
                                container.at("/portMappings/0/containerPort").asInt());
            }
            for (JsonNode balancer : settings.path("loadBalancers")) {
                if (!balancer.has("advancedConfiguration")) {
                    advance((ObjectNode) balancer);
                }
            }
        });
    }

    private void advance(ObjectNode balancer) {
        Arns arns = world.arns;
        balancer.putObject("advancedConfiguration")
                .put("alternateTargetGroupArn", arns.targetGroup(service.name + "-green"))
                .put("productionListenerRule", arns.listenerRule(service.name, PRODUCTION))
                .put("testListenerRule", arns.listenerRule(service.name, TEST))
                .put("roleArn", arns.iam("role/ecsInfrastructureRole"));
    }

    /** Takes the rule for test traffic away. */
    public EmulatedTraffic withoutTestListener() {
        return set(settings -> settings.path("loadBalancers")
                .forEach(balancer -> ((ObjectNode) balancer.path("advancedConfiguration")).remove("testListenerRule")));
    }

    /** Has a Network Load Balancer: moving traffic takes ten minutes longer. */
    public EmulatedTraffic networkLoadBalancer() {
        return set(settings -> settings.path("loadBalancers")
                .forEach(balancer -> ((ObjectNode) balancer.path("advancedConfiguration"))
                        .put("productionListenerRule", world.arns.listener("net", service.name, PRODUCTION))
                        .put("testListenerRule", world.arns.listener("net", service.name, TEST))));
    }

    /** Takes all load balancers away ("headless"): stages pass, but there is no traffic to be moved. */
    public EmulatedTraffic none() {
        return set(settings -> settings.putArray("loadBalancers"));
    }

    /** What ECS finds wrong, soon after a deployment has begun; null for nothing any more. */
    public EmulatedTraffic fault(NetworkFault fault) {
        return set(settings -> service.played.fault = fault);
    }

    /** Why rollbacks fail as soon as they begin; null lets them go well again. */
    public EmulatedTraffic rollbackFails(String reason) {
        return set(settings -> service.played.rollbackFailure = reason);
    }

    /**
     * The listener rules as they are now, as JSON text: a list of {@code {"rule": ARN, "weights": {target group:
     * percent}}}, production before test.
     */
    public String rules() {
        synchronized (world) {
            return StrategyView.rules(world.upToDate(service)).toString();
        }
    }

    /** The ARN of the rule or listener for test traffic, or null. */
    public String testRule() {
        synchronized (world) {
            return Json.text(
                    service.settings.path("loadBalancers").path(0).path("advancedConfiguration"), "testListenerRule");
        }
    }

    private EmulatedTraffic set(Consumer<ObjectNode> change) {
        synchronized (world) {
            change.accept(service.settings);
        }
        return this;
    }
}
