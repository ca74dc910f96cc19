package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** DescribeServiceDeployments, ListServiceDeployments, StopServiceDeployment, ContinueServiceDeployment. */
final class ServiceDeploymentActions {
    /** "View service history using Amazon ECS service deployments": deployments of the last 90 days are shown. */
    private static final Duration LISTED_FOR = Duration.ofDays(90);

    private record Found(ServiceState service, ServiceDeploymentState attempt) {}

    private final World world;

    ServiceDeploymentActions(World world) {
        this.world = world;
    }

    void register(Map<String, Action> actions) {
        actions.put("DescribeServiceDeployments", this::describe);
        actions.put("ListServiceDeployments", this::list);
        actions.put("StopServiceDeployment", this::stop);
        actions.put("ContinueServiceDeployment", this::answer);
    }

    private ObjectNode describe(ObjectNode request, Caller caller) {
        List<String> arns = Json.texts(request, "serviceDeploymentArns");
        if (arns.isEmpty()) {
            throw AwsError.invalid("serviceDeploymentArns cannot be empty.");
        }
        // DescribeServiceDeployments: "You can specify a maximum of 20 ARNs."
        if (arns.size() > 20) {
            throw AwsError.invalid("serviceDeploymentArns cannot have more than 20 elements.");
        }
        ObjectNode answer = Json.object();
        ArrayNode deployments = answer.putArray("serviceDeployments");
        ArrayNode failures = answer.putArray("failures");
        for (String arn : arns) {
            Found found = find(arn);
            if (found != null) {
                deployments.add(
                        ServiceDeploymentView.of(found.service(), found.attempt(), world.answeredHooksInAnswers));
            } else {
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            }
        }
        return answer;
    }

    private ObjectNode list(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        String name = Json.text(request, "service");
        if (name == null || name.isBlank()) {
            throw AwsError.invalid("Service can not be blank.");
        }
        ServiceState service = world.service(cluster, name);
        checkController(service);
        List<String> statuses = Json.texts(request, "status");
        double after = request.path("createdAt").path("after").asDouble(0);
        double before = request.path("createdAt").path("before").asDouble(Double.MAX_VALUE);
        List<ServiceDeploymentState> attempts = service.history.stream()
                .filter(attempt -> statuses.isEmpty() || statuses.contains(attempt.status))
                .filter(attempt -> attempt.open()
                        || attempt.createdAt.isAfter(service.agenda.now().minus(LISTED_FOR)))
                .filter(attempt -> {
                    double at = attempt.createdAt.toEpochMilli() / 1000.0;
                    return at >= after && at <= before;
                })
                .toList();
        return Paging.page(request, 20, "serviceDeployments", attempts, a -> ServiceDeploymentView.brief(service, a));
    }

    private ObjectNode stop(ObjectNode request, Caller caller) {
        String arn = text(request, "serviceDeploymentArn");
        Found found = found(arn);
        JsonNode type = request.path("stopType");
        String stopType = type.asText("ROLLBACK");
        // The enumeration StopServiceDeploymentStopType has ABORT too, while the text of the page and "Stopping Amazon
        // ECS service deployments" know ROLLBACK only; hence EcsEmulator.abortKnown().
        if (!stopType.equals("ROLLBACK") && !(stopType.equals("ABORT") && world.abortKnown)) {
            throw AwsError.invalid("Invalid stopType: " + stopType);
        }
        if (!found.attempt().open()) {
            throw AwsError.of(
                    "ConflictException",
                    "The service deployment is in a state that cannot be stopped: " + found.attempt().status + ".");
        }
        world.scheduler.rollouts().rollbacks().stop(found.service(), found.attempt(), stopType.equals("ROLLBACK"));
        return Json.object().put("serviceDeploymentArn", arn);
    }

    private ObjectNode answer(ObjectNode request, Caller caller) {
        String arn = text(request, "serviceDeploymentArn");
        String hookId = text(request, "hookId");
        // API page ContinueServiceDeployment: "If no value is specified, the default action is CONTINUE."
        String action = request.path("action").asText("CONTINUE");
        world.scheduler.strategies().answer(found(arn).attempt(), hookId, action);
        return Json.object().put("serviceDeploymentArn", arn);
    }

    private static String text(ObjectNode request, String key) {
        String value = Json.text(request, key);
        if (value == null || value.isBlank()) {
            throw AwsError.invalid(key + " can not be blank.");
        }
        return value;
    }

    private static void checkController(ServiceState service) {
        if (!service.controller().equals("ECS")) {
            throw AwsError.of(
                    "UnsupportedFeatureException",
                    "Service deployments are not supported for services with a " + service.controller()
                            + " deployment controller.");
        }
    }

    /** "Troubleshooting Amazon ECS blue/green deployments" has the words. */
    private Found found(String arn) {
        Found found = find(arn);
        if (found == null) {
            throw AwsError.of("ServiceDeploymentNotFoundException", "The service deployment does not exist.");
        }
        return found;
    }

    private Found find(String arn) {
        String resource = world.arns.resource(arn);
        String[] parts = resource == null ? new String[0] : resource.split("/");
        if (parts.length != 4 || !parts[0].equals("service-deployment")) {
            throw AwsError.invalid("Invalid identifier: " + arn);
        }
        ClusterState cluster = world.clusters.get(parts[1]);
        ServiceState service = cluster == null ? null : world.findService(cluster, parts[2]);
        if (service == null) {
            return null;
        }
        for (ServiceDeploymentState attempt : service.history) {
            if (attempt.arn.equals(arn)) {
                return new Found(service, attempt);
            }
        }
        return null;
    }
}
