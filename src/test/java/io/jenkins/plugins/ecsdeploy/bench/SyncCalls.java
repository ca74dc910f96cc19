package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Policies;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.sync.PlannedService;
import io.jenkins.plugins.ecsdeploy.engine.sync.Planning;
import io.jenkins.plugins.ecsdeploy.engine.sync.RevisionFiles;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncOutcome;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncPlan;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncReport;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What it costs to compare 200 services with their files, and to deploy to those that differ. */
final class SyncCalls implements AutoCloseable {
    private static final int SERVICES = 200;
    private static final int AT_A_TIME = 10;

    private final BenchWorld world = new BenchWorld(new Rolling(true));
    private final DeploymentRuntime runtime = new DeploymentRuntime(
            world.time,
            new Poller(world.time, EngineWay.CALLS_PER_SECOND),
            List.of(new EcsControllerType(), new CodeDeployControllerType()));
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private SyncPlan plan;
    private SyncReport report;

    private SyncCalls(int changed) {
        List<String> services = world.services(SERVICES);
        for (int i = 0; i < SERVICES; i++) {
            files.put(
                    BenchWorld.CLUSTER + "/" + services.get(i) + "/revision.json",
                    ("[{\"name\":\"web\",\"imageUri\":\"registry/web:" + (i < changed ? 2 : 1) + "\"}]")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    static void measure(Report report) {
        for (int changed : new int[] {0, 10}) {
            try (SyncCalls sync = new SyncCalls(changed)) {
                sync.measure(changed, report);
            }
        }
        report.explain("ecsSync: " + SERVICES
                + " services with circuit breakers, each with a file. Looking at them all takes the calls"
                + " and seconds of the first row, whether some have changed or not; those that have are"
                + " deployed to, " + AT_A_TIME + " at a time.");
    }

    private void measure(int changed, Report to) {
        Instant begun = world.time.now();
        Instant[] last = {begun};
        world.emulator.onCall(call -> last[0] = call.at());
        new Planning(
                        RevisionFiles.read(files, Optional.empty()),
                        world.ecs(),
                        runtime,
                        line -> {},
                        made -> plan = made,
                        failure -> {
                            throw failure;
                        })
                .start();
        world.time.passUntilIdle();
        double seconds = Duration.between(begun, last[0]).toMillis() / 1000.0;
        int looks = world.emulator.calls().size();
        if (changed == 0) {
            to.row(
                    "ecsSync, none changed: API calls, seconds",
                    SERVICES,
                    List.of(looks + ", " + Report.number(seconds)));
            return;
        }
        world.emulator.clearCalls();
        new SyncRun(plan, AT_A_TIME, false, new Deployer(), world.time, made -> report = made).start();
        world.time.passUntilIdle();
        report.failure().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        to.row(
                "ecsSync, " + changed + " changed: API calls of looking, of deploying",
                SERVICES,
                List.of(looks + ", " + world.emulator.calls().size()));
    }

    private final class Deployer implements SyncRun.Deployer {
        @Override
        public boolean hasBegun(PlannedService service) {
            return false;
        }

        @Override
        public void deploy(PlannedService service, Consumer<SyncOutcome> ended) {
            DeploymentRecord record = new DeploymentRecord(
                    service.service(),
                    service.cluster(),
                    world.emulator.region(),
                    world.time.now().toEpochMilli());
            BenchHost host = new BenchHost(world::ecs, new Way.Ending() {
                @Override
                public void succeeded() {
                    ended.accept(new SyncOutcome(Outcome.asMap(record), Optional.empty()));
                }

                @Override
                public void failed(RuntimeException failure) {
                    ended.accept(new SyncOutcome(Outcome.asMap(record), Optional.of(failure.getMessage())));
                }
            });
            new DeploymentDriver(
                            service.request(Optional.empty(), Policies.defaults(), BlueGreenOptions.none()),
                            record,
                            host,
                            runtime)
                    .start();
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
