package io.jenkins.plugins.ecsdeploy.engine.deployment;

/** The last word on a deployment that did not succeed. */
final class Outcome {
    private Outcome() {}

    /** Why it failed, and what the service runs now. */
    static String failure(DeploymentRecord record) {
        String now = record.status == Status.ROLLED_BACK
                ? (record.retreatDeploymentId == null ? "ECS rolled the service back to " : "The service is back on ")
                        + Arns.shortName(record.previousTaskDefinitionArn)
                : "The service was not rolled back"
                        + (record.retreatFailure == null ? "" : ": " + record.retreatFailure);
        return "The deployment of " + Arns.shortName(record.taskDefinitionArn) + " to service " + record.service
                + " in cluster " + record.cluster + " failed: " + record.failure + ". " + now;
    }
}
