package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;

/** Does what a verdict calls for: tells a failure once, has the service brought back, and writes down the end. */
final class VerdictHandler {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final Controller controller;

    VerdictHandler(DeploymentContext deployment, Controller controller) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.controller = controller;
    }

    /**
     * @return true when there is nothing more to wait for, false while the deployment goes on
     * @throws EngineException when it has ended any other way
     */
    boolean handle(Verdict verdict) {
        if (verdict.isFailure() && record.failure() == null) {
            record.fails(verdict.reason());
            deployment.log("The deployment of " + Arns.shortName(record.taskDefinitionArn()) + " to service "
                    + record.service() + " failed: " + record.failure());
            controller.explain(record.failure());
            deployment.remember();
            if (verdict.isGoingBack()) {
                deployment.log("Waiting until " + record.carriedOutBy() + " has finished with it");
            }
        }
        switch (verdict.state()) {
            case TO_GO_BACK:
                controller.goBack();
                Gates.askedToGoBack(deployment);
                return false;
            case SUCCEEDED:
                deployment.end(Status.SUCCESSFUL);
                deployment.log(Arns.shortName(record.taskDefinitionArn()) + " is live on service " + record.service()
                        + " after "
                        + Durations.inWords(record.times().duration().orElseThrow()));
                return true;
            case REACHED:
                record.leave();
                deployment.remember();
                return true;
            case ROLLED_BACK:
                throw fail(Status.ROLLED_BACK);
            case FAILED:
                throw fail(Status.FAILED);
            default:
                return false;
        }
    }

    private EngineException fail(Status status) {
        record.endsBadly(status);
        controller.completeEvidence();
        deployment.end(status);
        return new EngineException(record.lastWord());
    }
}
