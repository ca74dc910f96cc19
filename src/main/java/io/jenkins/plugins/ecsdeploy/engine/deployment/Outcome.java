package io.jenkins.plugins.ecsdeploy.engine.deployment;

/** The last word on a deployment that did not succeed. */
final class Outcome {
    private Outcome() {}

    /** What the abort of the build meant for the deployment. */
    static String aborted(DeploymentRecord record) {
        String aborted = "the build was aborted";
        if (record.status == Status.NOT_DEPLOYED) {
            return aborted;
        }
        switch (record.aborted) {
            case STOP:
                return aborted + ", and ECS was asked to stop the deployment";
            case ROLLBACK:
                return aborted + ", and ECS was asked to roll the deployment back";
            default:
                return aborted + ", and the deployment was left to ECS";
        }
    }

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
