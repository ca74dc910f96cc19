package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedCodeDeploy;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedGroup;
import java.util.List;

/** A service seen from inside the emulator: sets it up without API calls, and looks at it without being recorded. */
public final class EmulatedService {
    private final World world;
    private final ServiceState service;

    EmulatedService(World world, ServiceState service) {
        this.world = world;
        this.service = service;
    }

    /** The service's ARN. */
    public String arn() {
        return service.arn;
    }

    /** The ARN of the revision that the service is set to now. */
    public String taskDefinition() {
        synchronized (world) {
            return world.upToDate(service).taskDefinition.arn();
        }
    }

    /** The service as DescribeServices shows it, as JSON text. */
    public String describe() {
        synchronized (world) {
            return ServiceView.of(world, world.upToDate(service), true).toString();
        }
    }

    /** The newest service deployment as DescribeServiceDeployments shows it, as JSON text. */
    public String describeDeployment() {
        synchronized (world) {
            return ServiceDeploymentView.of(world.upToDate(service), service.current())
                    .toString();
        }
    }

    /** ARNs of the service deployments, the newest first. */
    public List<String> deploymentArns() {
        synchronized (world) {
            return world.upToDate(service).history.stream()
                    .map(attempt -> attempt.arn)
                    .toList();
        }
    }

    /** Messages of the service's events, the newest first. */
    public List<String> events() {
        synchronized (world) {
            return world.upToDate(service).events.stream()
                    .map(ServiceState.Event::message)
                    .toList();
        }
    }

    /** What this service's deployments play from now on. */
    public EmulatedService scene(Scene scene) {
        synchronized (world) {
            service.scene = scene;
        }
        return this;
    }

    /** Switches the deployment circuit breaker on, with or without rollback. */
    public EmulatedService circuitBreaker(boolean rollback) {
        return configure(configuration -> configuration
                .putObject("deploymentCircuitBreaker")
                .put("enable", true)
                .put("rollback", rollback));
    }

    /** Lets deployments be watched by CloudWatch alarms, with or without rollback. */
    public EmulatedService alarms(boolean rollback, String... names) {
        return configure(configuration -> {
            ObjectNode alarms = configuration.putObject("alarms");
            List.of(names).forEach(alarms.putArray("alarmNames")::add);
            alarms.put("rollback", rollback).put("enable", true);
        });
    }

    /** Sets how many tasks a deployment may have at least and at most, in percent of the desired count. */
    public EmulatedService percentages(int minimumHealthy, int maximum) {
        return configure(configuration ->
                configuration.put("minimumHealthyPercent", minimumHealthy).put("maximumPercent", maximum));
    }

    /** Puts a container's port behind a target group, whose ARN is made of that name. */
    public EmulatedService loadBalancer(String targetGroup, String container, int port) {
        return change(settings -> settings.putArray("loadBalancers")
                .addObject()
                .put("targetGroupArn", world.arns.targetGroup(targetGroup))
                .put("containerName", container)
                .put("containerPort", port));
    }

    /**
     * Makes it a service of CodeDeploy in an application and a group of those names; a container with a port is put
     * behind a load balancer, if none is.
     */
    public EmulatedService blueGreen(String application, String group) {
        synchronized (world) {
            if (service.settings.path("loadBalancers").isEmpty()) {
                JsonNode container = service.taskDefinition.firstContainerWithPort();
                loadBalancer(
                        service.name + "-blue",
                        container.path("name").asText(),
                        container.at("/portMappings/0/containerPort").asInt());
            }
            controller("CODE_DEPLOY");
            new EmulatedCodeDeploy(world).group(service, application, group);
        }
        return this;
    }

    /**
     * The group of CodeDeploy that deploys to this service.
     *
     * @throws IllegalStateException if there is none
     */
    public EmulatedGroup group() {
        return new EmulatedCodeDeploy(world).groupOf(service);
    }

    /** Makes it a service of another deployment controller: CODE_DEPLOY or EXTERNAL. */
    public EmulatedService controller(String type) {
        change(settings -> settings.putObject("deploymentController").put("type", type));
        synchronized (world) {
            if (service.ofCodeDeploy()) {
                world.taskSets.takeOver(world.upToDate(service));
            }
        }
        return this;
    }

    /** Adds a tag. */
    public EmulatedService tag(String key, String value) {
        synchronized (world) {
            service.tags =
                    ((ArrayNode) service.tags).add(Json.object().put("key", key).put("value", value));
        }
        return this;
    }

    /** Sets it to DRAINING or INACTIVE, as a deletion leaves it, or back to ACTIVE. */
    public EmulatedService status(String status) {
        if (!List.of("ACTIVE", "DRAINING", "INACTIVE").contains(status)) {
            throw new IllegalArgumentException("A service is ACTIVE, DRAINING or INACTIVE, not " + status);
        }
        synchronized (world) {
            world.upToDate(service).status = status;
        }
        return this;
    }

    private interface Change {
        void to(ObjectNode node);
    }

    private EmulatedService configure(Change change) {
        return change(settings -> change.to((ObjectNode) settings.get("deploymentConfiguration")));
    }

    private EmulatedService change(Change change) {
        synchronized (world) {
            change.to(service.settings);
            try {
                SettingsRules.check(service.settings);
            } catch (AwsError e) {
                throw new IllegalArgumentException(e.code + ": " + e.getMessage(), e);
            }
        }
        return this;
    }
}
