package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This engine, with one poller for all. */
final class EngineWay implements Way {
    static final double CALLS_PER_SECOND = 5;

    private final Scheduler scheduler;
    private final DeploymentRuntime runtime;

    EngineWay(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.runtime = new DeploymentRuntime(
                scheduler,
                new Poller(scheduler, CALLS_PER_SECOND),
                List.of(new EcsControllerType(), new CodeDeployControllerType()));
    }

    @Override
    public void deploy(BenchWorld world, String service, Ending ending) {
        begin(world, service, ending);
    }

    BenchHost begin(BenchWorld world, String service, Ending ending) {
        DeploymentRecord record = new DeploymentRecord(
                service,
                BenchWorld.CLUSTER,
                world.emulator.region(),
                scheduler.now().toEpochMilli());
        return drive(world, record, ending);
    }

    /** Begins, or goes on from the record. */
    BenchHost drive(BenchWorld world, DeploymentRecord record, Ending ending) {
        BenchHost host = new BenchHost(world::ecs, ending);
        host.record = record;
        host.driver = new DeploymentDriver(request(world, record.service()), record, host, runtime);
        host.driver.start();
        return host;
    }

    private static DeployRequest request(BenchWorld world, String service) {
        if (world.registered) {
            return DeployRequest.of(
                    service, BenchWorld.CLUSTER, RenderRequest.asItIs(new Base.Revision(service + ":2")));
        }
        TaskDefinitionChanges image = TaskDefinitionChanges.of(Map.of("images", Map.of("web", "registry/web:2")));
        RenderRequest definition = new RenderRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Base.LiveRevision(BenchWorld.CLUSTER, service)),
                Placeholders.none(),
                image,
                false,
                false);
        return DeployRequest.of(service, BenchWorld.CLUSTER, definition);
    }
}
