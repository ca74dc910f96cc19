package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.appspec.AppSpec;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * The AppSpec that brings a service another revision and leaves everything else as it is. What CodeDeploy is not told it
 * does not keep: without its capacity providers a service would go on by launch type.
 */
final class LiveAppSpec {
    private LiveAppSpec() {}

    static AppSpec of(Service live) {
        Optional<TaskSet> primary = TaskSets.primary(live);
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("version", new BigDecimal("0.0"));
        ObjectNode service = root.putArray("Resources").addObject().putObject(AppSpec.TARGET_SERVICE);
        service.put("Type", "AWS::ECS::Service");
        ObjectNode properties = service.putObject(AppSpec.PROPERTIES);
        properties.put(AppSpec.TASK_DEFINITION, "<TASK_DEFINITION>");
        loadBalancer(properties.putObject("LoadBalancerInfo"), live, primary);
        Optional.ofNullable(live.platformVersion())
                .or(() -> primary.map(TaskSet::platformVersion))
                .ifPresent(version -> properties.put("PlatformVersion", version));
        Optional.ofNullable(live.networkConfiguration())
                .or(() -> primary.map(TaskSet::networkConfiguration))
                .map(NetworkConfiguration::awsvpcConfiguration)
                .ifPresent(network -> network(properties, network));
        capacityProviders(properties, live, primary);
        return AppSpec.of("The AppSpec of service " + live.serviceName(), root);
    }

    private static void loadBalancer(ObjectNode node, Service live, Optional<TaskSet> primary) {
        LoadBalancer balancer = live.loadBalancers().stream()
                .findFirst()
                .or(() -> primary.flatMap(set -> set.loadBalancers().stream().findFirst()))
                .orElseThrow(() -> new EngineException("Service " + live.serviceName()
                        + " has no load balancer, and CodeDeploy deploys to ECS only behind one. Create it again with a"
                        + " load balancer, or with the controller ECS"));
        node.put("ContainerName", balancer.containerName());
        node.put("ContainerPort", balancer.containerPort());
    }

    private static void network(ObjectNode properties, AwsVpcConfiguration network) {
        ObjectNode node = properties.putObject("NetworkConfiguration").putObject("AwsvpcConfiguration");
        network.subnets().forEach(node.putArray("Subnets")::add);
        network.securityGroups().forEach(node.putArray("SecurityGroups")::add);
        node.put("AssignPublicIp", network.assignPublicIp() == null ? "DISABLED" : network.assignPublicIpAsString());
    }

    private static void capacityProviders(ObjectNode properties, Service live, Optional<TaskSet> primary) {
        List<CapacityProviderStrategyItem> providers =
                live.capacityProviderStrategy().isEmpty()
                        ? primary.map(TaskSet::capacityProviderStrategy).orElse(List.of())
                        : live.capacityProviderStrategy();
        if (providers.isEmpty()) {
            return;
        }
        ArrayNode list = properties.putArray("CapacityProviderStrategy");
        providers.forEach(provider -> {
            ObjectNode node = list.addObject();
            node.put("CapacityProvider", provider.capacityProvider());
            node.put("Base", provider.base() == null ? 0 : provider.base());
            node.put("Weight", provider.weight() == null ? 0 : provider.weight());
        });
    }
}
