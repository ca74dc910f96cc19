package io.jenkins.plugins.ecsdeploy.demo;

import io.jenkins.plugins.ecsdeploy.emulator.DemoWorld;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The scenes of the demo without a Jenkins: prints what the steps would write into a build's log. */
public final class TerminalDemo implements AutoCloseable {
    private final EcsEmulator emulator = EcsEmulator.start(EmulatorClock.running(1));
    private final AwsClients clients = new AwsClients(Optional.empty());
    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);
    private final PoolScheduler scheduler = new PoolScheduler(pool);
    private final DeploymentRuntime runtime = new DeploymentRuntime(
            scheduler, new Poller(scheduler, 5), List.of(new EcsControllerType(), new CodeDeployControllerType()));

    public static void main(String[] arguments) throws Exception {
        try (TerminalDemo demo = new TerminalDemo()) {
            DemoWorld.build(demo.emulator);
            System.out.println("\n--- deploy-web: demo/taskdef.json with a new image");
            demo.deploy("web", "dev", demo.file()).join();
            System.out.println("\n--- deploy-broken: an image that crashes, and the circuit breaker");
            demo.deploy("web", "beta", demo.tag("1-crash")).join();
            System.out.println("\n--- deploy-three: three services in parallel");
            CompletableFuture.allOf(List.of("api", "worker", "shop").stream()
                            .map(service -> demo.deploy(service, "live", demo.tag("2")))
                            .toArray(CompletableFuture[]::new))
                    .join();
            System.out.println("\n--- deploy-checkout-broken: CodeDeploy, and an image that crashes");
            demo.deploy("checkout", "beta", demo.tag("1-crash")).join();
            System.out.println("\n--- deploy-orders: blue/green of ECS, with a gate");
            demo.deploy("orders", "beta", demo.tag("2")).join();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        clients.close();
        emulator.close();
    }

    /** Completes with the step's result, as text, when the deployment has ended. */
    private CompletableFuture<String> deploy(String service, String cluster, RenderRequest definition) {
        DeployRequest request =
                DeployRequest.of(service, cluster, withFallback(definition, new Base.LiveRevision(cluster, service)));
        DeploymentRecord record = new DeploymentRecord(service, cluster, emulator.region(), System.currentTimeMillis());
        TerminalHost host = new TerminalHost(
                service,
                clients.ecs(new AwsAccess(
                        emulator.region(),
                        Optional.of(emulator.endpoint()),
                        StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())))));
        DeploymentDriver driver = new DeploymentDriver(request, record, host, runtime);
        host.decides = () -> driver.answer(GateAnswer.CONTINUE, null);
        driver.start();
        return host.ended;
    }

    private RenderRequest file() throws Exception {
        return new RenderRequest(
                Optional.of(new SourceText("demo/taskdef.json", Files.readString(Path.of("demo/taskdef.json")), true)),
                Optional.empty(),
                Optional.empty(),
                Placeholders.of(Map.of("BUILD", "90", "COMMIT_MESSAGE", "Say \"hello\" to ${everyone}")),
                TaskDefinitionChanges.none(),
                false,
                false);
    }

    private RenderRequest tag(String tag) {
        return new RenderRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Placeholders.none(),
                TaskDefinitionChanges.of(Map.of("tag", tag)),
                false,
                false);
    }

    private static RenderRequest withFallback(RenderRequest definition, Base fallback) {
        return new RenderRequest(
                definition.text(),
                definition.base(),
                Optional.of(fallback),
                definition.placeholders(),
                definition.changes(),
                definition.clean(),
                definition.strict());
    }
}
