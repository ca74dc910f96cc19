package io.jenkins.plugins.ecsdeploy.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckReport;
import io.jenkins.plugins.ecsdeploy.engine.checks.CheckRequest;
import io.jenkins.plugins.ecsdeploy.engine.checks.DefinitionChecks;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.registry.Pauses;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How long it takes to check a large definition where each call of AWS takes 100 ms. */
final class CheckTime implements AutoCloseable {
    private static final int CONTAINERS = 10;
    private static final int SECRETS = 20;
    private static final Duration A_CALL = Duration.ofMillis(100);
    private static final int MORE_THAN_ARE_MADE = 1_000;

    private final EcsEmulator emulator = EcsEmulator.start(EmulatorClock.running(1));
    private final AwsClients clients = new AwsClients(Optional.empty());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    static void measure(Report report) {
        try (CheckTime time = new CheckTime()) {
            double seconds = time.measure();
            report.row(
                    "ecsVerify, " + CONTAINERS + " containers, " + SECRETS + " secrets: API calls, seconds",
                    1,
                    List.of(time.calls() + ", " + Report.number(seconds)));
        }
        report.explain("ecsVerify: a definition of " + CONTAINERS
                + " containers, each with an image of its own at ECR and"
                + " a log group, and " + SECRETS + " secrets, for a service behind a load balancer, where each call"
                + " takes " + A_CALL.toMillis() + " ms; in real time, with connections that are still to be opened.");
    }

    /** In seconds. */
    double measure() {
        TaskDefinition definition = TaskDefinition.of("large", definition());
        emulator.cluster("c1");
        emulator.registerTaskDefinition(definition.toJson());
        emulator.service("c1", "web", "web:1", 1).loadBalancer("web", "c0", 8000);
        emulator.faults().latency(Faults.ALL, MORE_THAN_ARE_MADE, A_CALL);
        long begun = System.nanoTime();
        CheckReport made = new DefinitionChecks(clients.ecs(access()), this::stores, threads)
                .run(new CheckRequest(definition, "c1", Optional.of("web"), Optional.empty(), Optional.empty()))
                .join();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (made.with(Verdict.OK).size() != made.findings().size()) {
            throw new IllegalStateException("All should be there: " + made.lines());
        }
        return seconds;
    }

    int calls() {
        return emulator.calls().size();
    }

    private ObjectNode definition() {
        ObjectNode definition = Json.MAPPER
                .createObjectNode()
                .put("family", "web")
                .put("networkMode", "awsvpc")
                .put("cpu", "1024")
                .put("memory", "2048")
                .put("executionRoleArn", emulator.references().role("execution"))
                .put("taskRoleArn", emulator.references().role("task"));
        definition.putArray("requiresCompatibilities").add("FARGATE");
        ArrayNode containers = definition.putArray("containerDefinitions");
        for (int i = 0; i < CONTAINERS; i++) {
            emulator.ecr().pushIndex("image" + i, "1", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);
            emulator.references().logGroup("/ecs/c" + i);
            ObjectNode container = containers
                    .addObject()
                    .put("name", "c" + i)
                    .put("image", emulator.ecr().imageName("image" + i) + ":1");
            container.putArray("portMappings").addObject().put("containerPort", 8000 + i);
            container
                    .putObject("logConfiguration")
                    .put("logDriver", "awslogs")
                    .putObject("options")
                    .put("awslogs-group", "/ecs/c" + i)
                    .put("awslogs-region", emulator.region())
                    .put("awslogs-stream-prefix", "c");
            ArrayNode secrets = container.putArray("secrets");
            for (int s = i; s < SECRETS; s += CONTAINERS) {
                secrets.addObject()
                        .put("name", "S" + s)
                        .put("valueFrom", emulator.references().secret("s" + s));
            }
        }
        return definition;
    }

    private AwsAccess access() {
        return new AwsAccess(
                emulator.region(),
                Optional.of(emulator.endpoint()),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())));
    }

    private ImageStores stores() {
        return new ImageStores(
                new RegistryHttp(HttpClient.newBuilder()),
                new Registries(List.of()),
                registry -> Optional.empty(),
                region -> clients.ecr(access()),
                Pauses.REAL,
                InstantSource.system());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        clients.close();
        emulator.close();
    }
}
