package io.jenkins.plugins.ecsdeploy.engine.tasks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Where a service's tasks run, and with which revision, as RunTask takes it. A service that has task sets, because CodeDeploy
 * deploys it, has these with the one that serves.
 *
 * @param revision the ARN of the revision that serves
 * @param capacity launch type or capacity providers, platform version, placement
 * @param network {@code awsvpcConfiguration}; empty if there is none
 */
record ServicePlacement(String revision, ObjectNode capacity, ObjectNode network) {
    static ServicePlacement of(Service service) {
        Optional<TaskSet> serving = service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .findFirst();
        ObjectNode capacity = serving.map(set ->
                        capacity(set.capacityProviderStrategy(), set.launchTypeAsString(), set.platformVersion()))
                .orElseGet(() -> capacity(
                        service.capacityProviderStrategy(), service.launchTypeAsString(), service.platformVersion()));
        placement(service, capacity);
        return new ServicePlacement(
                serving.map(TaskSet::taskDefinition).orElseGet(service::taskDefinition),
                capacity,
                network(serving.map(TaskSet::networkConfiguration).orElseGet(service::networkConfiguration)));
    }

    private static ObjectNode capacity(
            List<CapacityProviderStrategyItem> strategy, String launchType, String platformVersion) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        if (!strategy.isEmpty()) {
            ArrayNode providers = node.putArray("capacityProviderStrategy");
            strategy.forEach(each -> {
                ObjectNode provider = providers.addObject().put("capacityProvider", each.capacityProvider());
                put(provider, "weight", each.weight());
                put(provider, "base", each.base());
            });
        } else if (launchType != null) {
            node.put("launchType", launchType);
        }
        if (platformVersion != null && !platformVersion.isEmpty()) {
            node.put("platformVersion", platformVersion);
        }
        return node;
    }

    private static void put(ObjectNode node, String key, Integer value) {
        if (value != null) {
            node.put(key, value.intValue());
        }
    }

    private static void placement(Service service, ObjectNode node) {
        if (!service.placementConstraints().isEmpty()) {
            ArrayNode constraints = node.putArray("placementConstraints");
            service.placementConstraints().forEach(each -> {
                ObjectNode constraint = constraints.addObject().put("type", each.typeAsString());
                if (each.expression() != null) {
                    constraint.put("expression", each.expression());
                }
            });
        }
        if (!service.placementStrategy().isEmpty()) {
            ArrayNode strategy = node.putArray("placementStrategy");
            service.placementStrategy().forEach(each -> {
                ObjectNode rule = strategy.addObject().put("type", each.typeAsString());
                if (each.field() != null) {
                    rule.put("field", each.field());
                }
            });
        }
    }

    private static ObjectNode network(NetworkConfiguration configuration) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        AwsVpcConfiguration network = configuration == null ? null : configuration.awsvpcConfiguration();
        if (network != null) {
            ArrayNode subnets = node.putArray("subnets");
            network.subnets().forEach(subnets::add);
            if (!network.securityGroups().isEmpty()) {
                ArrayNode groups = node.putArray("securityGroups");
                network.securityGroups().forEach(groups::add);
            }
            if (network.assignPublicIp() != null) {
                node.put("assignPublicIp", network.assignPublicIpAsString());
            }
        }
        return node;
    }
}
