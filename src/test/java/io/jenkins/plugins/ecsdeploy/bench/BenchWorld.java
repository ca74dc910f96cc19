package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** An emulator whose rollouts take five minutes, with services enough for every wave. */
final class BenchWorld implements AutoCloseable {
    static final String CLUSTER = "c1";
    static final Duration ROLLOUT = Duration.ofMinutes(5);

    final EcsEmulator emulator = EcsEmulator.start();
    final EmulatedTime time = new EmulatedTime(emulator.clock());
    final AwsClients clients = new AwsClients(Optional.empty());
    final EcsClient plain = EmulatorClients.ecs(emulator);
    boolean circuitBreakers;
    /** True when nobody registers anything: the revisions to deploy are there already. */
    boolean registered;

    private int created;

    BenchWorld() {
        emulator.defaultScene(Scene.rollout(ROLLOUT));
        emulator.cluster(CLUSTER);
    }

    /** New services, each with two tasks of a family of its own. */
    List<String> services(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "s" + created++;
            emulator.registerTaskDefinition(definition(name, 1));
            if (registered) {
                emulator.registerTaskDefinition(definition(name, 2));
            }
            EmulatedService service = emulator.service(CLUSTER, name, name + ":1", 2);
            if (circuitBreakers) {
                service.circuitBreaker(true);
            }
            names.add(name);
        }
        return names;
    }

    static String definition(String family, int tag) {
        return "{\"family\":\"" + family + "\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:"
                + tag + "\",\"memory\":128,\"essential\":true}]}";
    }

    EcsApi ecs() {
        return clients.ecs(new AwsAccess(
                emulator.region(),
                Optional.of(emulator.endpoint()),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))));
    }

    /** A client that shares that many connections. */
    EcsClient client(SdkHttpClient.Builder<?> http) {
        return EcsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())))
                .httpClientBuilder(http)
                .build();
    }

    /** When ECS finished with the service's newest deployment, asked for without being counted. */
    Instant verdict(String service) {
        String shown = emulator.service(CLUSTER, service).describeDeployment();
        double seconds = Double.parseDouble(shown.replaceFirst("(?s).*?\"finishedAt\":([0-9.E]+).*", "$1"));
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    @Override
    public void close() {
        plain.close();
        clients.close();
        emulator.close();
    }
}
