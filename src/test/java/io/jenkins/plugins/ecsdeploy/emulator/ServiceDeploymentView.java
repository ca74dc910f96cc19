package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceDeploymentState.Counts;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.StrategyView;

/** A service deployment as the API shows it. Source: API pages ServiceDeployment, ServiceDeploymentBrief. */
final class ServiceDeploymentView {
    private ServiceDeploymentView() {}

    /** @param answeredHooks whether hooks are shown which nobody waits for any more */
    static ObjectNode of(ServiceState service, ServiceDeploymentState attempt, boolean answeredHooks) {
        ObjectNode node = brief(service, attempt);
        node.remove("targetServiceRevisionArn");
        Json.putTime(node, "stoppedAt", attempt.stoppedAt);
        Json.putTime(node, "updatedAt", attempt.updatedAt);
        ArrayNode sources = node.putArray("sourceServiceRevisions");
        for (int i = 0; i < attempt.sources.size(); i++) {
            // Sources of a rolling deployment are shown as they are today: that is all a rollout says of them.
            boolean past = attempt.staged != null && attempt.finalSources != null;
            sources.add(revision(service, attempt, attempt.sources.get(i), past ? attempt.finalSources.get(i) : null));
        }
        node.set("targetServiceRevision", revision(service, attempt, attempt.target, attempt.finalCounts));
        if (attempt.staged != null) {
            StrategyView.stage(node, attempt.staged, answeredHooks);
        }
        node.set("deploymentConfiguration", attempt.configuration);
        if (attempt.rollbackStartedAt != null) {
            ObjectNode rollback = node.putObject("rollback");
            rollback.put("reason", attempt.rollbackReason);
            Json.putTime(rollback, "startedAt", attempt.rollbackStartedAt);
            rollback.put("serviceRevisionArn", attempt.rollbackTarget.revisionArn);
        }
        node.set("deploymentCircuitBreaker", breaker(attempt));
        node.set("alarms", alarms(attempt));
        return node;
    }

    static ObjectNode brief(ServiceState service, ServiceDeploymentState attempt) {
        ObjectNode node = Json.object();
        node.put("serviceDeploymentArn", attempt.arn);
        node.put("serviceArn", service.arn);
        node.put("clusterArn", service.cluster.arn);
        Json.putTime(node, "createdAt", attempt.createdAt);
        Json.putTime(node, "startedAt", attempt.startedAt);
        Json.putTime(node, "finishedAt", attempt.finishedAt);
        node.put("targetServiceRevisionArn", attempt.target.revisionArn);
        node.put("status", attempt.status);
        if (attempt.statusReason != null) {
            node.put("statusReason", attempt.statusReason);
        }
        return node;
    }

    static ObjectNode revision(String arn, Counts counts) {
        ObjectNode node = Json.object();
        node.put("arn", arn);
        node.put("requestedTaskCount", counts.requested());
        node.put("runningTaskCount", counts.running());
        node.put("pendingTaskCount", counts.pending());
        return node;
    }

    /** A revision as it is, or as it was when the attempt ended. */
    private static ObjectNode revision(
            ServiceState service, ServiceDeploymentState attempt, DeploymentState revision, Counts past) {
        Counts counts = past != null ? past : Counts.of(revision, requested(service, attempt, revision));
        ObjectNode node = revision(revision.revisionArn, counts);
        if (attempt.staged != null) {
            StrategyView.weights(node, attempt.staged, counts.production(), counts.test());
        }
        return node;
    }

    private static int requested(ServiceState service, ServiceDeploymentState attempt, DeploymentState deployment) {
        if (attempt.staged != null && attempt.open()) {
            return attempt.staged.desired(deployment);
        }
        boolean present = deployment.primary() && service.deployments.contains(deployment);
        return present ? service.desiredCount : deployment.wanted();
    }

    private static ObjectNode breaker(ServiceDeploymentState attempt) {
        // ServiceState.breakerOn: other strategies have none.
        boolean enabled = attempt.staged == null
                && attempt.configuration
                        .path("deploymentCircuitBreaker")
                        .path("enable")
                        .asBoolean();
        int failures = attempt.breakerTriggered || !attempt.open() ? attempt.failureCount : attempt.target.failedTasks;
        return Json.object()
                .put("status", monitor(attempt, enabled, attempt.breakerTriggered))
                .put("failureCount", enabled ? failures : 0)
                .put("threshold", attempt.threshold);
    }

    private static ObjectNode alarms(ServiceDeploymentState attempt) {
        boolean enabled = attempt.configuration.path("alarms").path("enable").asBoolean();
        ObjectNode node = Json.object();
        node.put("status", monitor(attempt, enabled, !attempt.triggeredAlarms.isEmpty()));
        if (enabled) {
            node.set("alarmNames", attempt.configuration.path("alarms").path("alarmNames"));
            ArrayNode triggered = node.putArray("triggeredAlarmNames");
            attempt.triggeredAlarms.forEach(triggered::add);
        }
        return node;
    }

    private static String monitor(ServiceDeploymentState attempt, boolean enabled, boolean triggered) {
        if (!enabled) {
            return "DISABLED";
        }
        if (triggered) {
            return "TRIGGERED";
        }
        return attempt.open() ? "MONITORING" : "MONITORING_COMPLETE";
    }
}
