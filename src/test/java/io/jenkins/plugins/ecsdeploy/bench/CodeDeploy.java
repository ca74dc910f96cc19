package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedGroup;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;

/** Blue/green deployments by CodeDeploy, which keeps the old tasks for a while after all traffic has moved. */
final class CodeDeploy implements Kind {
    static final Duration TERMINATION_WAIT = Duration.ofMinutes(5);

    @Override
    public String prefix() {
        return "CodeDeploy: ";
    }

    @Override
    public void place(BenchWorld world, String service) {
        world.emulator
                .blueGreenService(BenchWorld.CLUSTER, service, service + ":1", 2)
                .group()
                .terminationWait(TERMINATION_WAIT);
    }

    @Override
    public Instant verdict(BenchWorld world, String service) {
        EmulatedGroup group =
                world.emulator.service(BenchWorld.CLUSTER, service).group();
        return BenchWorld.time(group.describe(group.deployments().get(0)), "completeTime");
    }

    @Override
    public String[] notes() {
        return new String[] {
            "CodeDeploy: when the new tasks run, all traffic moves at once, and the old tasks are kept for "
                    + TERMINATION_WAIT.toMinutes() + " minutes more. All three ways wait for the end of that;"
                    + " the lag is the time from the deployment's `completeTime`. Looking at the group and creating"
                    + " the deployment take the place of the update: 5 calls that nobody can do without.",
            "CodeDeploy, *a poller for each*: `GetDeployment` and `GetDeploymentTarget` every 10 seconds.",
            "CodeDeploy, *SDK's waiter*: the constants of `DeploymentSuccessful`, `GetDeployment` at once and every 15"
                    + " seconds. It tells nothing of events, tasks and traffic, and sees no crashing tasks, for"
                    + " which the engine asks `GetDeploymentTarget`, `DescribeServices` and `ListTasks`."
        };
    }

    /** Every 10 seconds GetDeployment for the status, and GetDeploymentTarget for what is going on. */
    @Override
    public PollingWay ownPoller() {
        return new PollingWay(Duration.ofSeconds(10), Duration.ofSeconds(10), (world, service, revision) -> {
            String id = create(world, service, revision);
            return () -> {
                world.codeDeploy.getDeploymentTarget(
                        r -> r.deploymentId(id).targetId(BenchWorld.CLUSTER + ":" + service));
                return hasSucceeded(world, id);
            };
        });
    }

    /** The constants of the SDK's waiter DeploymentSuccessful: GetDeployment at once and every 15 seconds. */
    @Override
    public PollingWay waiter() {
        return new PollingWay(Duration.ZERO, Duration.ofSeconds(15), (world, service, revision) -> {
            String id = create(world, service, revision);
            return () -> hasSucceeded(world, id);
        });
    }

    private static boolean hasSucceeded(BenchWorld world, String id) {
        return world.codeDeploy
                        .getDeployment(r -> r.deploymentId(id))
                        .deploymentInfo()
                        .status()
                == DeploymentStatus.SUCCEEDED;
    }

    /** Looks at the group first, as all tools do that people deploy with. */
    private static String create(BenchWorld world, String service, String revision) {
        DeploymentGroupInfo group = world.codeDeploy
                .getDeploymentGroup(r -> r.applicationName("AppECS-" + BenchWorld.CLUSTER + "-" + service)
                        .deploymentGroupName("DgpECS-" + BenchWorld.CLUSTER + "-" + service))
                .deploymentGroupInfo();
        return world.codeDeploy
                .createDeployment(r -> r.applicationName(group.applicationName())
                        .deploymentGroupName(group.deploymentGroupName())
                        .revision(location -> location.revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                                .appSpecContent(content -> content.content(appSpec(revision)))))
                .deploymentId();
    }

    private static String appSpec(String revision) {
        return "{\"version\":0.0,\"Resources\":[{\"TargetService\":{\"Type\":\"AWS::ECS::Service\",\"Properties\":"
                + "{\"TaskDefinition\":\"" + revision + "\",\"LoadBalancerInfo\":{\"ContainerName\":\"web\","
                + "\"ContainerPort\":" + BenchWorld.PORT + "}}}}]}";
    }
}
