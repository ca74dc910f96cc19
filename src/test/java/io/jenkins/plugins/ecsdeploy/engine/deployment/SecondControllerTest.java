package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.TrafficLightController.Light;
import io.jenkins.plugins.ecsdeploy.engine.deployment.TrafficLightController.Lights;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A controller that knows nothing of ECS has all of the driver's promises, with no word about it anywhere else. */
class SecondControllerTest {
    private final Lights lights = new Lights();
    private final List<String> log = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();
    private final List<byte[]> states = new ArrayList<>();
    private Map<String, Object> result;
    private RuntimeException failure;
    private EcsEmulator emulator;
    private EmulatedTime time;
    private AwsClients clients;
    private DeploymentRuntime runtime;
    private DeploymentRecord record;

    private final class Host implements DeploymentHost {
        @Override
        public EcsApi ecs() {
            return clients.ecs(new AwsAccess(
                    emulator.region(),
                    Optional.of(emulator.endpoint()),
                    StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))));
        }

        @Override
        public void log(String line) {
            log.add(line);
        }

        @Override
        public void remember(DeploymentRecord of) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(of);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            states.add(bytes.toByteArray());
        }

        @Override
        public Optional<String> keep(String name, String document) {
            evidence.add(document);
            return Optional.of(name);
        }

        @Override
        public void succeeded(DeploymentRecord of) {
            result = Outcome.asMap(of);
        }

        @Override
        public void failed(RuntimeException e) {
            failure = e;
        }
    }

    @BeforeEach
    void scene() {
        emulator = EcsEmulator.start();
        emulator.cluster("c1");
        emulator.registerTaskDefinition(
                "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"web:1\",\"memory\":128}]}");
        emulator.service("c1", "web", "web:1", 2).controller("EXTERNAL");
        time = new EmulatedTime(emulator.clock());
        clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
        runtime = new DeploymentRuntime(time, new Poller(time, 5), List.of(new EcsControllerType(), lights));
        record = new DeploymentRecord("web", "c1", emulator.region(), time.now().toEpochMilli());
    }

    @AfterEach
    void close() {
        clients.close();
        emulator.close();
    }

    @Test
    void theServiceSaysWhoControlsIt() {
        begin();
        time.pass(Duration.ofMinutes(1));
        assertThat(result).isNull();

        lights.light = Light.GREEN;
        time.passUntilIdle();

        assertThat(result).containsEntry("status", "SUCCESSFUL");
        assertThat(log).contains("  web:1: YELLOW", "  web:1: GREEN");
        assertThat(lights.begun).isEqualTo(1);
        assertThat(emulator.calls("UpdateService")).isEmpty();
    }

    @Test
    void aFailureIsExplainedAndTakenBack() {
        lights.light = Light.RED;
        begin();
        time.pass(Duration.ofMinutes(1));
        assertThat(lights.askedToGoBack).isEqualTo(1);
        assertThat(evidence).containsExactly("it is red");

        lights.light = Light.GREEN;
        time.passUntilIdle();

        assertThat(failure).isInstanceOf(EngineException.class).hasMessageContaining("it is red");
        assertThat(failure).hasMessageContaining("The service is back on web:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(evidence).last().isEqualTo(record.lastWord());
    }

    @Test
    void anAbortStopsIt() {
        DeploymentDriver driver = begin();
        time.pass(Duration.ofMinutes(1));
        driver.abort(OnAbort.STOP, () -> {});
        time.passUntilIdle();

        assertThat(lights.askedToStop).isEqualTo(1);
        assertThat(record.isLeft()).isTrue();
        assertThat(Outcome.summary(record)).contains("ECS was asked to stop the deployment");
    }

    @Test
    void itIsNotWaitedForWhenNobodyWantsThat() {
        new DeploymentDriver(request(false), record, new Host(), runtime).start();
        time.passUntilIdle();

        assertThat(result).containsEntry("status", "IN_PROGRESS");
    }

    @Test
    void itGoesOnFromEveryStateThatWasOnDisk() {
        begin();
        time.pass(Duration.ofMinutes(1));
        lights.light = Light.GREEN;
        time.passUntilIdle();
        assertThat(states).hasSizeGreaterThan(2);

        for (byte[] state : List.copyOf(states)) {
            result = null;
            record = read(state);
            begin();
            time.passUntilIdle();
            assertThat(result).containsEntry("status", "SUCCESSFUL");
        }
        // Begun again only from the one state of which nobody can know whether it had begun.
        assertThat(lights.begun).isEqualTo(2);
    }

    @Test
    void oneThatIsNotKnownAnyMoreIsSaid() {
        DeploymentDriver driver = begin();
        time.pass(Duration.ofMinutes(1));
        driver.cancel();
        runtime = new DeploymentRuntime(time, new Poller(time, 5), List.of(new EcsControllerType()));
        record = read(states.get(states.size() - 1));
        begin();
        time.passUntilIdle();

        assertThat(failure).hasMessageContaining("deployment controller EXTERNAL, which this version does not know");
    }

    private DeploymentDriver begin() {
        DeploymentDriver driver = new DeploymentDriver(request(true), record, new Host(), runtime);
        driver.start();
        return driver;
    }

    private static DeployRequest request(boolean wait) {
        DeployRequest request = DeployRequest.of("web", "c1", RenderRequest.asItIs(new Base.LiveRevision("c1", "web")));
        return wait ? request : notWaiting(request);
    }

    private static DeployRequest notWaiting(DeployRequest request) {
        return new DeployRequest(
                request.service(),
                request.cluster(),
                request.definition(),
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Goal.deploy(),
                Policies.defaults(),
                BlueGreenOptions.none(),
                true);
    }

    private static DeploymentRecord read(byte[] state) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(state))) {
            return (DeploymentRecord) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
