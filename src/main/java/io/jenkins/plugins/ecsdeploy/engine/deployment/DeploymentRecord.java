package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of one deployment, in plain values: enough to go on after a restart, and what the step answers with.
 * Times are milliseconds since the epoch, 0 when not yet known. Not thread-safe: one task at a time works on it.
 */
public final class DeploymentRecord implements Serializable {
    private static final long serialVersionUID = 1L;

    final String service;
    final String cluster;
    final String region;
    final long startedMillis;
    Phase phase = Phase.NEW;
    Status status = Status.IN_PROGRESS;
    String taskDefinitionArn;
    String previousTaskDefinitionArn;
    /** ECS's {@code ecs-svc/…} id of the primary deployment before ours, to tell ours from it. */
    String previousDeploymentId;

    String previousDeploymentArn;
    String deploymentId;
    String deploymentArn;
    /** True when DescribeServiceDeployments cannot be used, so DescribeServices has to tell the end. */
    boolean judgedByService;

    LinkedHashMap<String, String> images = new LinkedHashMap<>();
    /** True when the service had this definition already. */
    boolean sameDefinition;

    /** When ECS began the deployment, by the clock of AWS, as are the times of events. */
    long beganMillis;
    /** When we began to follow it, by our own clock. */
    long followedSinceMillis;

    long endedMillis;
    /** Service events up to this time have been shown. */
    long eventsShownMillis;

    String countsShown;
    /** Set as soon as the failure is certain, which can be long before ECS has rolled back. */
    String failure;

    public DeploymentRecord(String service, String cluster, String region, long startedMillis) {
        this.service = service;
        this.cluster = cluster;
        this.region = region;
        this.startedMillis = startedMillis;
    }

    public String service() {
        return service;
    }

    public String cluster() {
        return cluster;
    }

    public String region() {
        return region;
    }

    public Phase phase() {
        return phase;
    }

    public Status status() {
        return status;
    }

    /** The revision deployed, or {@code null} before it is registered. */
    public String taskDefinitionArn() {
        return taskDefinitionArn;
    }

    /** ECS's ARN of the deployment, or {@code null} while it is not known. */
    public String deploymentArn() {
        return deploymentArn;
    }

    public String failure() {
        return failure;
    }

    /** ECS's name of the deployment: its ARN, or its {@code ecs-svc} id where only that is known. */
    public String deploymentInWords() {
        return deploymentArn == null ? deploymentId : deploymentArn;
    }

    /** Where the deployment stands, in a few words. */
    public String inWords() {
        switch (phase) {
            case FOLLOWING:
                return "waiting for service " + service + " in cluster " + cluster
                        + (countsShown == null ? "" : ": " + countsShown);
            case ENDED:
                return service + " ended " + status;
            default:
                return "beginning to deploy " + service;
        }
    }

    /** The deployment as a step's result: strings, numbers and maps only. Unknown values are absent. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", status.name());
        map.put("service", service);
        map.put("cluster", cluster);
        map.put("region", region);
        putIfKnown(map, "taskDefinitionArn", taskDefinitionArn);
        putIfKnown(map, "previousTaskDefinitionArn", previousTaskDefinitionArn);
        putIfKnown(map, "deploymentArn", deploymentArn);
        map.put("images", new LinkedHashMap<>(images));
        map.put("url", ConsoleLink.service(region, cluster, service).toString());
        if (endedMillis > 0) {
            map.put("durationMillis", endedMillis - startedMillis);
        }
        return map;
    }

    private static void putIfKnown(Map<String, Object> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
