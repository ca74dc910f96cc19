package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.StagesState;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ControllerState;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/** What the controller ECS knows of one deployment. Ids are ECS's {@code ecs-svc/…} ids of a service's deployments. */
final class EcsState implements ControllerState {
    private static final long serialVersionUID = 1L;

    /** True when nobody knows that the service ever ran the revision before successfully: then it is none to go back to. */
    boolean previousUnproven;
    /** The primary deployment before ours, to tell ours from it. */
    String previousDeploymentId;

    String previousDeploymentArn;
    String deploymentId;
    /** ECS's ARN of the service deployment. */
    String deploymentArn;
    /** True when DescribeServiceDeployments cannot be used, so DescribeServices has to tell the end. */
    boolean judgedByService;
    /** True when nobody but us gives up after too many failed tasks, so that they have to be counted. */
    boolean countsFailedTasks;
    /** When ECS accepted an update that has to start a deployment, which was not seen yet; 0: not so. */
    long updateAcceptedMillis;
    /** True when ECS has said that it stops this deployment. */
    boolean stopAccepted;
    /** The deployment that brings the service back, where that is one of its own. */
    String rollbackDeploymentId;
    /** How far it has come, where it has stages. */
    StagesState stages = new StagesState();

    private Object readResolve() {
        stages = stages == null ? new StagesState() : stages;
        return this;
    }

    @Override
    public String deploymentArn() {
        return deploymentArn;
    }

    @Override
    public String deploymentInWords() {
        return deploymentArn == null ? deploymentId : deploymentArn;
    }

    @Override
    public boolean isRolledBackByAws() {
        return rollbackDeploymentId == null;
    }

    @Override
    public String strategy() {
        return stages.areFollowed() ? stages.strategy() : DeploymentStrategy.ROLLING.toString();
    }

    /** A deployment of its own is to follow. */
    void startAnew() {
        stopAccepted = false;
        deploymentArn = null;
        deploymentId = null;
        stages.startAnew();
    }

    /** The deployment that is to succeed now: ours, or the one that brings the service back. */
    String currentDeploymentId() {
        return rollbackDeploymentId == null ? deploymentId : rollbackDeploymentId;
    }

    /** ECS replaces the primary deployment when it begins a new one, so a new id with our revision is our update. */
    boolean isOurs(Deployment primary, String taskDefinitionArn) {
        return primary != null
                && !primary.id().equals(previousDeploymentId)
                && primary.taskDefinition().equals(taskDefinitionArn);
    }

    /**
     * Whether a deployment of the service is this one, or brings the service back from it.
     *
     * @param arn ECS's ARN of the service deployment, or {@code null} where it is not told
     * @param primaryId of the service's primary deployment
     * @param goingBack whether ECS was asked to bring the service back
     */
    boolean isWorkedOn(String arn, String primaryId, boolean goingBack) {
        // A rollback by ECS makes the deployment before ours the primary one again.
        return arn != null && arn.equals(deploymentArn)
                || primaryId.equals(deploymentId)
                || goingBack && (primaryId.equals(rollbackDeploymentId) || primaryId.equals(previousDeploymentId));
    }
}
