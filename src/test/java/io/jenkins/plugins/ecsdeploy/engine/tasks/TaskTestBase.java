package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An emulator with cluster c1 and service web, which runs web:1 on Fargate; its log goes to /ecs/web. */
abstract class TaskTestBase {
    static final String CLUSTER = "c1";
    static final String WEB =
            "{\"family\":\"web\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                    + "\"cpu\":\"256\",\"memory\":\"512\",\"executionRoleArn\":\"arn:aws:iam::123456789012:role/exec\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:1\","
                    + "\"essential\":true,\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":"
                    + "\"/ecs/web\",\"awslogs-region\":\"eu-central-1\",\"awslogs-stream-prefix\":\"p\"}}}]}";

    EcsEmulator emulator;
    EmulatedTime time;
    AwsClients clients;
    TaskRuntime runtime;
    TaskTestHost host;
    TaskRecord record;
    TaskDriver driver;

    @BeforeEach
    void scene() {
        emulator = EcsEmulator.start();
        emulator.cluster(CLUSTER);
        emulator.registerTaskDefinition(WEB);
        emulator.service(CLUSTER, "web", "web:1", 1);
        time = new EmulatedTime(emulator.clock());
        clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
        runtime = new TaskRuntime(time, new Poller(time, 5), new Poller(time, 5));
        host = new TaskTestHost(() -> ecs(emulator.credentials()));
    }

    @AfterEach
    void close() {
        clients.close();
        emulator.close();
    }

    EcsApi ecs(Credentials credentials) {
        return clients.ecs(new AwsAccess(
                emulator.region(),
                Optional.of(emulator.endpoint()),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(credentials))));
    }

    /** Runs what is asked for, to its end. */
    void run(Wanted wanted) {
        begin(wanted);
        time.passUntilIdle();
    }

    void begin(Wanted wanted) {
        RunTaskRequest request = wanted.build();
        record = new TaskRecord(
                CLUSTER,
                emulator.region(),
                wanted.service,
                "team/web #42",
                request.count(),
                time.now().toEpochMilli());
        drive(request);
    }

    /** Goes on from what was remembered, as after a crash. */
    void resume(Wanted wanted) {
        host = host.afterACrash();
        record = host.fromDisk();
        drive(wanted.build());
    }

    private void drive(RunTaskRequest request) {
        driver = new TaskDriver(request, record, host, runtime);
        driver.start();
    }

    /** The program dies: what is under way is lost. */
    void crash() {
        host.crashed = true;
        driver.cancel();
    }

    /** How many tasks ECS has ever started. */
    int tasks() {
        return emulator.tasks().started().size();
    }

    long done(String action) {
        return emulator.calls(action).stream().filter(Call::done).count();
    }

    static Wanted web() {
        return new Wanted();
    }

    /** A request that runs what service web runs, with the step's defaults. */
    static final class Wanted {
        String service = "web";
        private RenderRequest definition = definition(Optional.empty());
        private Map<String, ?> placement = Map.of();
        private Map<String, ?> overrides = Map.of();
        private Map<String, String> tags = Map.of();
        private int count = 1;
        private boolean wait = true;
        private Duration timeout;

        private static RenderRequest definition(Optional<String> json) {
            return new RenderRequest(
                    json.map(text -> new SourceText("taskDefinition", text, false)),
                    Optional.empty(),
                    Optional.of(new Base.LiveRevision(CLUSTER, "web")),
                    Placeholders.none(),
                    TaskDefinitionChanges.none(),
                    false,
                    false);
        }

        Wanted definition(String json) {
            definition = definition(Optional.of(json));
            return this;
        }

        Wanted revision(String id) {
            definition = RenderRequest.asItIs(new Base.Revision(id));
            return this;
        }

        Wanted withoutService() {
            service = null;
            return this;
        }

        Wanted placement(Map<String, ?> arguments) {
            placement = arguments;
            return this;
        }

        Wanted overrides(Map<String, ?> arguments) {
            overrides = arguments;
            return this;
        }

        Wanted command(String... words) {
            return overrides(Map.of("command", List.of(words)));
        }

        Wanted tags(Map<String, String> wanted) {
            tags = wanted;
            return this;
        }

        Wanted count(int wanted) {
            count = wanted;
            return this;
        }

        Wanted dontWait() {
            wait = false;
            return this;
        }

        Wanted timeout(Duration wanted) {
            timeout = wanted;
            return this;
        }

        RunTaskRequest build() {
            return new RunTaskRequest(
                    CLUSTER,
                    Optional.ofNullable(service),
                    definition,
                    TaskPlacement.of(placement),
                    TaskOverrides.of(overrides),
                    count,
                    tags,
                    wait,
                    Optional.ofNullable(timeout));
        }
    }
}
