package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * Rolling deployments of ECS itself.
 *
 * @param circuitBreakers whether ECS counts the failed tasks
 */
record Rolling(boolean circuitBreakers) implements Kind {
    @Override
    public String prefix() {
        return "";
    }

    @Override
    public void place(BenchWorld world, String service) {
        EmulatedService placed = world.emulator.service(BenchWorld.CLUSTER, service, service + ":1", 2);
        if (circuitBreakers) {
            placed.circuitBreaker(true);
        }
    }

    @Override
    public Instant verdict(BenchWorld world, String service) {
        return BenchWorld.time(
                world.emulator.service(BenchWorld.CLUSTER, service).describeDeployment(), "finishedAt");
    }

    @Override
    public String[] notes() {
        return new String[] {
            "Rolling deployments: all calls count; describing the service and its revision, registering and updating"
                    + " are 4 of them. The lag is the time from `finishedAt` of the service deployment to the moment"
                    + " when the one who waits is told.",
            "The services have no circuit breaker, so the engine counts their failed tasks, for which it asks"
                    + " `DescribeServices` every 15 seconds until all tasks run. Of services with a circuit breaker"
                    + " that is the job of ECS; they have rows of their own.",
            "*A poller for each* has the constants of ecspresso: after 3 seconds `ListServiceDeployments`, then"
                    + " `DescribeServices` and `DescribeServiceDeployments` every 10 seconds.",
            "*SDK's waiter* has the constants of `ServicesStable`: `DescribeServices` every 15 seconds. The waiter's"
                    + " own condition can hold before ECS has decided; here it waits for ECS's rollout state. Its"
                    + " threads are those of so many real waiters of the SDK."
        };
    }

    /**
     * The constants of ecspresso (wait until deployed): after 3 seconds it looks for its service deployment, then every
     * 10 seconds DescribeServices and DescribeServiceDeployments.
     */
    @Override
    public PollingWay ownPoller() {
        return new PollingWay(Duration.ofSeconds(3), Duration.ofSeconds(10), (world, service, revision) -> {
            update(world, service, revision);
            return new PollingWay.Look() {
                private String arn;

                @Override
                public boolean hasEnded() {
                    arn = arn == null ? newest(world, service) : arn;
                    PollingWay.describe(world.plain, service);
                    return world.plain
                                    .describeServiceDeployments(r -> r.serviceDeploymentArns(arn))
                                    .serviceDeployments()
                                    .get(0)
                                    .status()
                            == ServiceDeploymentStatus.SUCCESSFUL;
                }
            };
        });
    }

    /**
     * The constants of the SDK's waiter: DescribeServices at once and every 15 seconds. Its own condition (one
     * deployment, all tasks running) may hold before ECS has decided, so this one waits for ECS's rollout state.
     */
    @Override
    public PollingWay waiter() {
        return new PollingWay(Duration.ZERO, Duration.ofSeconds(15), (world, service, revision) -> {
            update(world, service, revision);
            return () -> PollingWay.describe(world.plain, service)
                            .deployments()
                            .get(0)
                            .rolloutState()
                    == DeploymentRolloutState.COMPLETED;
        });
    }

    private static void update(BenchWorld world, String service, String revision) {
        world.plain.updateService(
                r -> r.cluster(BenchWorld.CLUSTER).service(service).taskDefinition(revision));
    }

    private static String newest(BenchWorld world, String service) {
        return world.plain
                .listServiceDeployments(r -> r.cluster(BenchWorld.CLUSTER).service(service))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
    }
}
