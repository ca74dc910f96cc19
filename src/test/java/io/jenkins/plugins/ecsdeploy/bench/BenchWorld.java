package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
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
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** An emulator whose rollouts take five minutes, with services enough for every wave. */
final class BenchWorld implements AutoCloseable {
    static final String CLUSTER = "c1";
    static final Duration ROLLOUT = Duration.ofMinutes(5);
    static final int PORT = 8080;

    final EcsEmulator emulator = EcsEmulator.start();
    final EmulatedTime time = new EmulatedTime(emulator.clock());
    final AwsClients clients = new AwsClients(Optional.empty());
    final EcsClient plain = EmulatorClients.ecs(emulator);
    final CodeDeployClient codeDeploy = EmulatorClients.codeDeploy(emulator);
    final Kind kind;
    /** True when nobody registers anything: the revisions to deploy are there already. */
    boolean registered;

    private int created;

    BenchWorld(Kind kind) {
        this.kind = kind;
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
            kind.place(this, name);
            names.add(name);
        }
        return names;
    }

    static String definition(String family, int tag) {
        return "{\"family\":\"" + family + "\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:"
                + tag + "\",\"memory\":128,\"essential\":true,\"portMappings\":[{\"containerPort\":" + PORT + "}]}]}";
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

    /** A time in what AWS shows: seconds since 1970. */
    static Instant time(String json, String key) {
        double seconds = Double.parseDouble(json.replaceFirst("(?s).*?\"" + key + "\":([0-9.E]+).*", "$1"));
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    @Override
    public void close() {
        plain.close();
        codeDeploy.close();
        clients.close();
        emulator.close();
    }
}
