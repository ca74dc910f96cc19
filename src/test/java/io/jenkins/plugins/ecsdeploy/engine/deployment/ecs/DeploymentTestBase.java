package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Policies;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ImageOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.AnsweredGates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
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

/** An emulator with cluster c1 and service web, which runs two tasks of web:1 with the image registry/web:1. */
public abstract class DeploymentTestBase {
    protected static final String CLUSTER = "c1";
    protected static final String WEB = "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry/web:1\",\"memory\":128,\"essential\":true}]}";

    protected EcsEmulator emulator;
    protected EmulatedTime time;
    protected Poller poller;
    /** What the program has in memory of answers at gates. */
    protected AnsweredGates answers;

    protected AwsClients clients;
    protected EmulatedService web;
    protected TestHost host;
    protected DeploymentRecord record;
    protected DeploymentDriver driver;

    @BeforeEach
    protected void scene() {
        emulator = EcsEmulator.start();
        emulator.defaultScene(Scene.rollout(Duration.ofMinutes(2)));
        emulator.cluster(CLUSTER);
        emulator.registerTaskDefinition(WEB);
        web = emulator.service(CLUSTER, "web", "web:1", 2);
        time = new EmulatedTime(emulator.clock());
        poller = new Poller(time, 5);
        answers = new AnsweredGates();
        clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
        host = new TestHost(() -> ecs(emulator.credentials()));
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    @AfterEach
    protected void close() {
        clients.close();
        emulator.close();
    }

    protected EcsApi ecs(Credentials credentials) {
        return clients.ecs(new AwsAccess(
                emulator.region(),
                Optional.of(emulator.endpoint()),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(credentials))));
    }

    /** Deploys as asked and lets time pass until it has ended. */
    protected void deploy(DeployRequest request) {
        begin(request);
        time.passUntilIdle();
    }

    protected void begin(DeployRequest request) {
        driver = new DeploymentDriver(request, record, host, runtime());
        driver.start();
    }

    /** Goes on from what was remembered, as after a crash. */
    protected void resume(DeployRequest request) {
        record = host.fromDisk();
        begin(request);
    }

    protected static RequestBuilder image(String image) {
        return new RequestBuilder(live(changes(image)));
    }

    protected static RequestBuilder document(String json) {
        return new RequestBuilder(new RenderRequest(
                Optional.of(new SourceText("taskdef.json", json, true)),
                Optional.empty(),
                Optional.of(new Base.LiveRevision(CLUSTER, "web")),
                Placeholders.none(),
                TaskDefinitionChanges.none(),
                false,
                false));
    }

    protected static RequestBuilder revision(String id) {
        return new RequestBuilder(RenderRequest.asItIs(new Base.Revision(id)));
    }

    protected static RequestBuilder asItIs() {
        return new RequestBuilder(live(TaskDefinitionChanges.none()));
    }

    protected DeploymentRuntime runtime() {
        return new DeploymentRuntime(time, poller, List.of(new EcsControllerType()), answers);
    }

    protected long calls(String action) {
        return emulator.calls(action).size();
    }

    private static TaskDefinitionChanges changes(String image) {
        return TaskDefinitionChanges.of(Map.of("images", Map.of("web", image)));
    }

    private static RenderRequest live(TaskDefinitionChanges changes) {
        return new RenderRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Base.LiveRevision(CLUSTER, "web")),
                Placeholders.none(),
                changes,
                false,
                false);
    }

    /** A request for service web, with the step's defaults. */
    public static final class RequestBuilder {
        private final RenderRequest definition;
        String service = "web";
        String cluster = CLUSTER;
        boolean force;
        Integer desiredCount;
        boolean waitForEnd = true;
        Duration timeout;
        boolean skipUnchanged = true;
        String propagateTags;
        Boolean managedTags;
        OnFailure onFailure;
        OnConflict onConflict = OnConflict.FAIL;
        Goal goal = Goal.deploy();
        ImageOptions images = ImageOptions.none();
        BlueGreenOptions blueGreen = BlueGreenOptions.none();

        RequestBuilder(RenderRequest definition) {
            this.definition = definition;
        }

        public RequestBuilder service(String name) {
            service = name;
            return this;
        }

        public RequestBuilder cluster(String name) {
            cluster = name;
            return this;
        }

        public RequestBuilder force() {
            force = true;
            return this;
        }

        public RequestBuilder desiredCount(int count) {
            desiredCount = count;
            return this;
        }

        public RequestBuilder dontWait() {
            waitForEnd = false;
            return this;
        }

        public RequestBuilder onFailure(OnFailure policy) {
            onFailure = policy;
            return this;
        }

        public RequestBuilder onConflict(OnConflict policy) {
            onConflict = policy;
            return this;
        }

        public RequestBuilder blueGreen(BlueGreenOptions options) {
            blueGreen = options;
            return this;
        }

        public RequestBuilder images(ImageOptions options) {
            images = options;
            return this;
        }

        public RequestBuilder goal(Goal wanted) {
            goal = wanted;
            return this;
        }

        public RequestBuilder timeout(Duration duration) {
            timeout = duration;
            return this;
        }

        public RequestBuilder evenIfUnchanged() {
            skipUnchanged = false;
            return this;
        }

        public RequestBuilder tags(String propagate, boolean managed) {
            propagateTags = propagate;
            managedTags = managed;
            return this;
        }

        public DeployRequest build() {
            return new DeployRequest(
                    service,
                    cluster,
                    definition,
                    force,
                    Optional.ofNullable(desiredCount),
                    waitForEnd,
                    Optional.ofNullable(timeout),
                    skipUnchanged,
                    Optional.ofNullable(propagateTags),
                    Optional.ofNullable(managedTags),
                    goal,
                    new Policies(Optional.ofNullable(onFailure), onConflict),
                    images,
                    blueGreen,
                    true,
                    Optional.empty());
        }
    }
}
