package io.jenkins.plugins.ecsdeploy.bench;

import java.time.Duration;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;

/** Each deployment has a loop of its own that looks at fixed times. */
final class PollingWay implements Way {
    private final Duration first;
    private final Duration period;
    private final Beginning beginning;

    /**
     * @param first from the beginning to the first look
     * @param period from one look to the next
     */
    PollingWay(Duration first, Duration period, Beginning beginning) {
        this.first = first;
        this.period = period;
        this.beginning = beginning;
    }

    interface Beginning {
        /** Begins to bring the service to that revision, and answers how to look at it. */
        Look begin(BenchWorld world, String service, String revision);
    }

    interface Look {
        boolean hasEnded();
    }

    /** The calls that nobody can do without: look at the service and its revision, register if need be, begin. */
    @Override
    public void deploy(BenchWorld world, String service, Ending ending) {
        String live = describe(world.plain, service).taskDefinition();
        world.plain.describeTaskDefinition(r -> r.taskDefinition(live));
        Look look = beginning.begin(world, service, world.registered ? service + ":2" : register(world, service));
        world.time.schedule(() -> every(world, ending, look), first);
    }

    private static String register(BenchWorld world, String service) {
        return world.plain
                .registerTaskDefinition(r -> r.family(service)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("web")
                                .image("registry/web:2")
                                .memory(128)
                                .essential(true)
                                .portMappings(PortMapping.builder()
                                        .containerPort(BenchWorld.PORT)
                                        .build())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private void every(BenchWorld world, Ending ending, Look look) {
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
