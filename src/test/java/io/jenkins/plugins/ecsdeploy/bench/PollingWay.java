package io.jenkins.plugins.ecsdeploy.bench;

import java.time.Duration;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Each deployment has a loop of its own that looks at fixed times. */
abstract class PollingWay implements Way {
    private final Duration period;

    PollingWay(Duration period) {
        this.period = period;
    }

    /**
     * The constants of ecspresso (wait until deployed): after 3 seconds it looks for its service deployment, then every
     * 10 seconds DescribeServices and DescribeServiceDeployments.
     */
    static PollingWay ownPoller() {
        return new PollingWay(Duration.ofSeconds(10)) {
            @Override
            public String name() {
                return "a poller for each, 10 s";
            }

            @Override
            void follow(BenchWorld world, String service, Ending ending) {
                world.time.schedule(() -> find(world, service, ending), Duration.ofSeconds(3));
            }

            private void find(BenchWorld world, String service, Ending ending) {
                String arn = world.plain
                        .listServiceDeployments(
                                r -> r.cluster(BenchWorld.CLUSTER).service(service))
                        .serviceDeployments()
                        .get(0)
                        .serviceDeploymentArn();
                every(world, ending, () -> {
                    describe(world.plain, service);
                    return world.plain
                                    .describeServiceDeployments(r -> r.serviceDeploymentArns(arn))
                                    .serviceDeployments()
                                    .get(0)
                                    .status()
                            == ServiceDeploymentStatus.SUCCESSFUL;
                });
            }
        };
    }

    /**
     * The constants of the SDK's waiter: DescribeServices at once and every 15 seconds. Its own condition (one
     * deployment, all tasks running) may hold before ECS has decided, so this one waits for ECS's rollout state.
     */
    static PollingWay waiter() {
        return new PollingWay(Duration.ofSeconds(15)) {
            @Override
            public String name() {
                return "SDK's waiter, 15 s";
            }

            @Override
            void follow(BenchWorld world, String service, Ending ending) {
                every(
                        world,
                        ending,
                        () -> describe(world.plain, service)
                                        .deployments()
                                        .get(0)
                                        .rolloutState()
                                == DeploymentRolloutState.COMPLETED);
            }
        };
    }

    interface Look {
        boolean hasEnded();
    }

    abstract void follow(BenchWorld world, String service, Ending ending);

    /** The calls that nobody can do without: look at the service and its revision, register if need be, update. */
    @Override
    public void deploy(BenchWorld world, String service, Ending ending) {
        String live = describe(world.plain, service).taskDefinition();
        world.plain.describeTaskDefinition(r -> r.taskDefinition(live));
        String arn = world.registered ? service + ":2" : register(world, service);
        world.plain.updateService(
                r -> r.cluster(BenchWorld.CLUSTER).service(service).taskDefinition(arn));
        follow(world, service, ending);
    }

    private static String register(BenchWorld world, String service) {
        return world.plain
                .registerTaskDefinition(r -> r.family(service)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("web")
                                .image("registry/web:2")
                                .memory(128)
                                .essential(true)
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    void every(BenchWorld world, Ending ending, Look look) {
        if (look.hasEnded()) {
            ending.succeeded();
        } else {
            world.time.schedule(() -> every(world, ending, look), period);
        }
    }

    static Service describe(EcsClient ecs, String service) {
        return ecs.describeServices(r -> r.cluster(BenchWorld.CLUSTER).services(service))
                .services()
                .get(0);
    }
}
