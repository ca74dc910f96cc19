package io.jenkins.plugins.ecsdeploy.bench;

import com.sun.management.ThreadMXBean;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a day of many deployments costs a controller. All of the engine and of the AWS SDK runs in this thread, so its processor
 * time and what it allocates are theirs; the emulator has threads of its own.
 */
final class WholeDay implements AutoCloseable {
    private static final int DEPLOYMENTS = 2_000;
    private static final int SERVICES = 200;
    private static final Duration DAY = Duration.ofDays(1);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final BenchWorld world = new BenchWorld(new Rolling(true));
    private DeploymentRuntime runtime = new DeploymentRuntime(
            world.time,
            new Poller(world.time, EngineWay.CALLS_PER_SECOND),
            List.of(new EcsControllerType(), new CodeDeployControllerType()));
    private final int deployments;
    private int succeeded;

    WholeDay(int deployments) {
        this.deployments = deployments;
    }

    static void measure(Report report) {
        System.err.println("Measuring a day of " + DEPLOYMENTS + " deployments …");
        try (WholeDay day = new WholeDay(DEPLOYMENTS)) {
            day.measureInto(report);
        }
        report.explain(
                "A day: " + DEPLOYMENTS + " deployments to " + SERVICES + " services with circuit breakers, one every "
                        + DAY.dividedBy(DEPLOYMENTS).toSeconds()
                        + " seconds of the emulator's time, each of five minutes. Processor"
                        + " time and allocations are those of engine and AWS SDK, without the emulator, without Pipeline, and without"
                        + " what is written to a disk. What is held at the end is what garbage collection frees when the engine goes.");
    }

    private void measureInto(Report report) {
        long processor = threads.getCurrentThreadCpuTime();
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        play();
        processor = threads.getCurrentThreadCpuTime() - processor;
        allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
        if (succeeded != deployments) {
            throw new IllegalStateException(succeeded + " of " + deployments + " deployments have succeeded");
        }
        row(report, "a day: processor time (s)", processor / 1e9);
        row(report, "a day: allocated (MB)", allocated / 1e6);
        long before = Waiting.used(world);
        runtime = null;
        row(report, "a day: heap held at its end (KB)", Math.max(0, before - Waiting.used(world)) / 1024.0);
    }

    private void row(Report report, String measure, double value) {
        report.row(measure, deployments, List.of(Report.number(value)));
    }

    /** @return how many have succeeded */
    int play() {
        List<String> services = world.services(Math.min(SERVICES, deployments));
        for (int i = 0; i < deployments; i++) {
            String service = services.get(i % services.size());
            int tag = 2 + i / services.size();
            world.time.schedule(
                    () -> begin(service, tag), DAY.dividedBy(deployments).multipliedBy(i));
        }
        for (int hour = 0; hour <= DAY.toHours(); hour++) {
            world.time.pass(Duration.ofHours(1));
            // What it keeps of calls is for tests.
            world.emulator.clearCalls();
        }
        return succeeded;
    }

    private void begin(String service, int tag) {
        RenderRequest definition = new RenderRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Base.LiveRevision(BenchWorld.CLUSTER, service)),
                Placeholders.none(),
                TaskDefinitionChanges.of(Map.of("images", Map.of("web", "registry/web:" + tag))),
                false,
                false);
        DeploymentRecord record = new DeploymentRecord(
                service,
                BenchWorld.CLUSTER,
                world.emulator.region(),
                world.time.now().toEpochMilli());
        BenchHost host = new BenchHost(world::ecs, new Way.Ending() {
            @Override
            public void succeeded() {
                succeeded++;
            }

            @Override
            public void failed(RuntimeException failure) {
                throw failure;
            }
        });
        new DeploymentDriver(DeployRequest.of(service, BenchWorld.CLUSTER, definition), record, host, runtime).start();
    }

    @Override
    public void close() {
        world.close();
    }
}
