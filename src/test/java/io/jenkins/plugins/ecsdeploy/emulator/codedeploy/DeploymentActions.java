package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at deployments: GetDeployment, BatchGetDeployments, ListDeployments. */
final class DeploymentActions {
    private final CodeDeployState state;

    DeploymentActions(CodeDeployState state) {
        this.state = state;
    }

    void register(Map<String, Action> actions) {
        actions.put("GetDeployment", this::get);
        actions.put("BatchGetDeployments", this::batch);
        actions.put("ListDeployments", this::list);
    }

    private ObjectNode get(ObjectNode request, Caller caller) {
        CodeDeployment deployment = state.deployment(Json.text(request, "deploymentId"));
        return Json.object().set("deploymentInfo", DeploymentView.of(deployment));
    }

    /** It has no error for ids that are not known: they are left out. */
    private ObjectNode batch(ObjectNode request, Caller caller) {
        List<String> ids = Json.texts(request, "deploymentIds");
        if (ids.isEmpty()) {
            throw AwsError.of("DeploymentIdRequiredException", "At least one deployment ID must be specified.");
        }
        // BatchGetDeployments, deploymentIds: "The maximum number of deployment IDs you can specify is 25."
        Batches.check(ids, 25);
        ObjectNode answer = Json.object();
        ArrayNode infos = answer.putArray("deploymentsInfo");
        for (String id : ids) {
            CodeDeployment deployment = state.find(id);
            if (deployment != null) {
                infos.add(DeploymentView.of(deployment));
            }
        }
        return answer;
    }

    private ObjectNode list(ObjectNode request, Caller caller) {
        List<String> statuses = Json.texts(request, "includeOnlyStatuses");
        statuses.forEach(DeploymentActions::checkStatus);
        JsonNode range = request.path("createTimeRange");
        double start = range.path("start").asDouble(0);
        double end = range.path("end").asDouble(Double.MAX_VALUE);
        if (start > end) {
            throw AwsError.of("InvalidTimeRangeException", "The time range ends before it starts.");
        }
        List<String> ids = groups(request)
                .flatMap(group -> {
                    state.world.upToDate(group.service);
                    return group.deployments.stream();
                })
                .filter(deployment -> statuses.isEmpty() || statuses.contains(deployment.status.name()))
                .filter(deployment -> {
                    double at = deployment.createTime.toEpochMilli() / 1000.0;
                    return at >= start && at <= end;
                })
                // No deployment here has an external id.
                .filter(deployment -> !Json.has(request, "externalId"))
                .sorted(Comparator.<CodeDeployment, Instant>comparing(deployment -> deployment.createTime)
                        .reversed())
                .map(deployment -> deployment.id)
                .toList();
        return Pages.page(request, "deployments", ids);
    }

    /** ListDeployments, applicationName: "If applicationName is specified, then deploymentGroupName must be", and back. */
    private Stream<GroupState> groups(ObjectNode request) {
        if (!Json.has(request, "applicationName") && !Json.has(request, "deploymentGroupName")) {
            return state.applications.values().stream()
                    .map(application -> application.groups.values())
                    .flatMap(Collection::stream);
        }
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        return Stream.of(state.group(application, Json.text(request, "deploymentGroupName")));
    }

    private static void checkStatus(String status) {
        if (Arrays.stream(Status.values()).noneMatch(known -> known.name().equals(status))) {
            throw AwsError.of("InvalidDeploymentStatusException", "There is no deployment status " + status);
        }
    }
}
