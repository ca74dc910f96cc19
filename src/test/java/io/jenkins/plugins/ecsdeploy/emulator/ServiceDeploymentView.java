package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A service deployment as the API shows it. Source: API pages ServiceDeployment, ServiceDeploymentBrief. */
final class ServiceDeploymentView {
    private ServiceDeploymentView() {}

    static ObjectNode of(ServiceState service, ServiceDeploymentState attempt) {
        ObjectNode node = brief(service, attempt);
        node.remove("targetServiceRevisionArn");
        Json.putTime(node, "stoppedAt", attempt.stoppedAt);
        Json.putTime(node, "updatedAt", attempt.updatedAt);
        ArrayNode sources = node.putArray("sourceServiceRevisions");
        attempt.sources.forEach(source -> sources.add(revision(source, requested(service, source))));
        node.set("targetServiceRevision", target(service, attempt));
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

    static ObjectNode revision(DeploymentState deployment, int requested) {
        ObjectNode node = Json.object();
        node.put("arn", deployment.revisionArn);
        node.put("requestedTaskCount", requested);
        node.put("runningTaskCount", deployment.running());
        node.put("pendingTaskCount", deployment.pending());
        return node;
    }

    private static ObjectNode target(ServiceState service, ServiceDeploymentState attempt) {
        ObjectNode node = revision(attempt.target, requested(service, attempt.target));
        if (attempt.finalCounts != null) {
            node.put("requestedTaskCount", attempt.finalCounts.requested());
            node.put("runningTaskCount", attempt.finalCounts.running());
            node.put("pendingTaskCount", attempt.finalCounts.pending());
        }
        return node;
    }

    private static int requested(ServiceState service, DeploymentState deployment) {
        boolean present = deployment.primary() && service.deployments.contains(deployment);
        return present ? service.desiredCount : deployment.wanted();
    }

    private static ObjectNode breaker(ServiceDeploymentState attempt) {
        boolean enabled = attempt.configuration
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
