package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedCodeDeploy;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedGroup;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.EmulatedTraffic;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.StrategySettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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
            return ServiceDeploymentView.of(world.upToDate(service), service.current(), world.answeredHooksInAnswers)
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

    /**
     * Has ECS deploy it by BLUE_GREEN, with listener rules for production and test traffic if a container has a port.
     *
     * @param bake how long both revisions run after the traffic has been moved, in whole minutes
     */
    public EmulatedService blueGreen(Duration bake) {
        return strategy("BLUE_GREEN", configuration -> {}).bake(bake);
    }

    /** Has ECS deploy it by LINEAR: a part of the traffic, in percent, every so many minutes. */
    public EmulatedService linear(double stepPercent, int minutes) {
        return strategy(
                "LINEAR",
                configuration -> configuration
                        .putObject("linearConfiguration")
                        .put("stepPercent", stepPercent)
                        .put("stepBakeTimeInMinutes", minutes));
    }

    /** Has ECS deploy it by CANARY: a part of the traffic, in percent, and the rest after so many minutes. */
    public EmulatedService canary(double percent, int minutes) {
        return strategy(
                "CANARY",
                configuration -> configuration
                        .putObject("canaryConfiguration")
                        .put("canaryPercent", percent)
                        .put("canaryBakeTimeInMinutes", minutes));
    }

    /** How long both revisions run after all traffic has been moved, in whole minutes. */
    public EmulatedService bake(Duration bake) {
        return configure(configuration -> configuration.put("bakeTimeInMinutes", bake.toMinutes()));
    }

    /**
     * Lets deployments by a strategy wait at a stage for ContinueServiceDeployment.
     *
     * @param timeout in whole minutes
     * @param action what is done then: CONTINUE or ROLLBACK
     */
    public EmulatedService pause(String stage, Duration timeout, String action) {
        return hook(
                stage,
                hook -> hook.put("targetType", "PAUSE")
                        .putObject("timeoutConfiguration")
                        .put("timeoutInMinutes", timeout.toMinutes())
                        .put("action", action));
    }

    /** Lets deployments by a strategy ask a Lambda function at a stage, which answers that. */
    public EmulatedService lambdaHook(String stage, Hook answer) {
        synchronized (world) {
            String function = world.arns.function(
                    service.name + "-" + stage.toLowerCase(Locale.ROOT).replace('_', '-') + "-" + hooks().size());
            service.played.answers(function, answer);
            return hook(
                    stage,
                    hook -> hook.put("hookTargetArn", function).put("roleArn", world.arns.iam("role/ecsHookRole")));
        }
    }

    /** Sets the deploymentConfiguration, as JSON text, in addition to what it is; ECS' own document. */
    public EmulatedService deploymentConfiguration(String json) {
        return configure(configuration -> configuration.setAll(Json.parse(json)));
    }

    /** The load balancers and listener rules of a service that ECS deploys by a strategy. */
    public EmulatedTraffic traffic() {
        return new EmulatedTraffic(world, service);
    }

    private EmulatedService strategy(String name, Change details) {
        traffic().balanced();
        return configure(configuration -> {
            configuration.put("strategy", name);
            details.to(configuration);
        });
    }

    private ArrayNode hooks() {
        ObjectNode configuration = service.configuration();
        return configuration.get("lifecycleHooks") instanceof ArrayNode hooks
                ? hooks
                : configuration.putArray("lifecycleHooks");
    }

    private EmulatedService hook(String stage, Change details) {
        return configure(configuration -> {
            ObjectNode hook = hooks().addObject();
            hook.putArray("lifecycleStages").add(stage);
            details.to(hook);
        });
    }

    /** Its tasks get network interfaces in these subnets, and no others any more. */
    public EmulatedService subnets(String... subnets) {
        return change(settings -> {
            ArrayNode list = settings.putObject("networkConfiguration")
                    .putObject("awsvpcConfiguration")
                    .putArray("subnets");
            List.of(subnets).forEach(list::add);
        });
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
                JsonNode container = service.containerWithPort();
                if (container == null) {
                    throw new IllegalArgumentException(
                            "No container of " + service.taskDefinition.arn() + " has a port for a load balancer");
                }
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
                StrategySettings.complete(service.configuration());
            } catch (AwsError e) {
                throw new IllegalArgumentException(e.code + ": " + e.getMessage(), e);
            }
        }
        return this;
    }
}
