package io.jenkins.plugins.ecsdeploy.demo;

import io.jenkins.plugins.ecsdeploy.emulator.DemoRegistry;
import io.jenkins.plugins.ecsdeploy.emulator.DemoWorld;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.poll.PoolScheduler;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The emulated AWS, the registry and the engine, for what is played in the terminal. */
final class TerminalWorld implements AutoCloseable {
    final EcsEmulator emulator;
    final TestRegistry registry;
    private final AwsClients clients = new AwsClients(Optional.empty());
    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);
    private final PoolScheduler scheduler = new PoolScheduler(pool);
    /** How each deployment has ended, in words. */
    final List<String> ended = new CopyOnWriteArrayList<>();

    final DeploymentRuntime runtime;

    /**
     * @param speed seconds of the emulator for each of ours
     * @param pace how many times as often as by default AWS is asked
     */
    TerminalWorld(double speed, double pace) {
        runtime = new DeploymentRuntime(
                scheduler,
                new Poller(scheduler, 5, pace),
                List.of(new EcsControllerType(), new CodeDeployControllerType()));
        emulator = EcsEmulator.start(EmulatorClock.running(speed));
        DemoWorld.build(emulator);
        registry = DemoRegistry.start(0, emulator, line -> {});
    }

    @Override
    public void close() {
        pool.shutdownNow();
        clients.close();
        registry.close();
        emulator.close();
    }

    EcsApi ecs() {
        return clients.ecs(new AwsAccess(
                emulator.region(),
                Optional.of(emulator.endpoint()),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))));
    }

    /** Completes with the step's result, as text, when the deployment has ended. */
    CompletableFuture<String> deploy(String service, String cluster, RenderRequest definition) {
        return deploy(DeployRequest.of(service, cluster, definition));
    }

    CompletableFuture<String> deploy(DeployRequest request) {
        String service = request.service();
        DeploymentRecord record =
                new DeploymentRecord(service, request.cluster(), emulator.region(), System.currentTimeMillis());
        TerminalHost host = new TerminalHost(service, ecs());
        DeploymentDriver driver = new DeploymentDriver(request, record, host, runtime);
        host.decides = () -> driver.answer(GateAnswer.CONTINUE, null);
        driver.start();
        return host.ended.whenComplete((words, never) -> ended.add(words));
    }

    /** A document with values for its placeholders. */
    static RenderRequest document(String path, Map<String, ?> variables, TaskDefinitionChanges changes) {
        return new RenderRequest(
                Optional.of(file(path)),
                Optional.empty(),
                Optional.empty(),
                Placeholders.of(variables),
                changes,
                false,
                false);
    }

    /** Container definitions with values for their placeholders, to go into what a service runs. */
    static RenderRequest containers(String path, Map<String, ?> variables, String service, String cluster) {
        return new RenderRequest(
                Optional.of(file(path)),
                Optional.of(new Base.LiveRevision(cluster, service)),
                Optional.empty(),
                Placeholders.of(variables),
                TaskDefinitionChanges.none(),
                false,
                false);
    }

    /** What a service runs, with changes. */
    static RenderRequest live(String service, String cluster, Map<String, ?> changes) {
        return new RenderRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Base.LiveRevision(cluster, service)),
                Placeholders.none(),
                TaskDefinitionChanges.of(changes),
                false,
                false);
    }

    static SourceText file(String path) {
        try {
            return new SourceText(path, Files.readString(Path.of(path)), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
