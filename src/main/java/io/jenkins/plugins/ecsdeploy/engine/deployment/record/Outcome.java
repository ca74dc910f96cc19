package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a deployment has come to, in words and as the result of a step. */
public final class Outcome {
    private Outcome() {}

    /** What is deployed where: {@code web:2 to service web in cluster c1}. */
    public static String what(DeploymentRecord record) {
        return Arns.shortName(record.taskDefinitionArn()) + " to service " + record.service() + " in cluster "
                + record.cluster();
    }

    /** Where it stands, in a few words. */
    public static String inWords(DeploymentRecord record) {
        switch (record.phase()) {
            case FOLLOWING:
                if (record.gate().open().isPresent()) {
                    return "service " + record.service() + " in cluster " + record.cluster() + ": "
                            + record.gate().open().get().inWords();
                }
                String counts = record.shown().counts();
                return "waiting for service " + record.service() + " in cluster " + record.cluster()
                        + (counts == null ? "" : ": " + counts);
            case ENDED:
                return record.service() + " ended " + record.status();
            default:
                return "beginning to deploy " + record.service();
        }
    }

    /** The deployment and what became of it, in one line. */
    public static String summary(DeploymentRecord record) {
        String what = record.taskDefinitionArn() == null ? "deployment" : Arns.shortName(record.taskDefinitionArn());
        return what + " to service " + record.service() + " in cluster " + Arns.shortName(record.cluster()) + ": "
                + record.status() + (record.rollback().aborted() == null ? "" : " (" + aborted(record) + ")")
                + (record.isBegun()
                        ? record.gate()
                                .open()
                                .map(gate -> ", " + gate.inWords())
                                .orElse("")
                        : "");
    }

    /** The deployment as a step's result: strings, numbers and maps only. Unknown values are absent. */
    public static Map<String, Object> asMap(DeploymentRecord record) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", record.status().name());
        map.put("service", record.service());
        map.put("cluster", record.cluster());
        map.put("region", record.region());
        putIfKnown(map, "taskDefinitionArn", record.taskDefinitionArn());
        putIfKnown(map, "previousTaskDefinitionArn", record.previousTaskDefinitionArn());
        putIfKnown(map, "deploymentArn", record.deploymentArn());
        putIfKnown(map, "controller", record.controller());
        map.putAll(record.controllerResult());
        map.put("images", new LinkedHashMap<>(record.images()));
        if (!record.imageState().digests().isEmpty()) {
            map.put("digests", new LinkedHashMap<>(record.imageState().digests()));
        }
        map.put("url", record.url());
        record.times().duration().ifPresent(duration -> map.put("durationMillis", duration.toMillis()));
        return map;
    }

    private static void putIfKnown(Map<String, Object> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /** What the abort of the build meant for the deployment. */
    private static String aborted(DeploymentRecord record) {
        String aborted = "the build was aborted";
        if (record.status() == Status.NOT_DEPLOYED) {
            return aborted;
        }
        switch (record.rollback().aborted()) {
            case STOP:
                return aborted + ", and " + record.carriedOutBy() + " was asked to stop the deployment";
            case ROLLBACK:
                return aborted + ", and " + record.carriedOutBy() + " was asked to roll the deployment back";
            default:
                return aborted + ", and the deployment was left to " + record.carriedOutBy();
        }
    }

    /** The last word on one that did not succeed: why it failed, and what the service runs now. */
    static String failure(DeploymentRecord record) {
        String now = record.status() == Status.ROLLED_BACK
                ? (record.isRolledBackByAws()
                                ? record.carriedOutBy() + " rolled the service back to "
                                : "The service is back on ")
                        + Arns.shortName(record.previousTaskDefinitionArn())
                : "The service was not rolled back"
                        + (record.rollback().failure() == null
                                ? ""
                                : ": " + record.rollback().failure());
        return "The deployment of " + what(record) + " failed: " + record.failure() + ". " + now;
    }
}
