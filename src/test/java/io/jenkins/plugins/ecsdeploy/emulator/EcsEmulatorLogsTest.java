package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** CloudWatch Logs through the SDK's client. */
class EcsEmulatorLogsTest {
    private final EcsEmulator emulator = EcsEmulator.start();
    private CloudWatchLogsClient logs;

    @BeforeEach
    void scene() {
        emulator.cluster("c1");
        emulator.registerTaskDefinition(
                "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"i:1\","
                        + "\"memory\":128,\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{\"awslogs-group\":\"g\","
                        + "\"awslogs-region\":\"eu-central-1\",\"awslogs-stream-prefix\":\"p\"}}}]}");
        emulator.service("c1", "web", "web:1", 1).scene(Scene.crash().logging("one", "two", "three"));
        logs = CloudWatchLogsClient.builder()
                .httpClient(ApacheHttpClient.create())
                .region(Region.of(emulator.region()))
                .endpointOverride(emulator.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())))
                .build();
    }

    @AfterEach
    void close() {
        logs.close();
        emulator.close();
    }

    @Test
    void answersTheNewestLinesInTheirOrder() {
        String stream = crashed();

        assertThat(read(stream, 2, false)).containsExactly("two", "three");
        assertThat(read(stream, 2, true)).containsExactly("one", "two");
        assertThat(read(stream, 100, false)).hasSize(3);
    }

    @Test
    void refusesWhatIsNotThere() {
        crashed();

        assertThatThrownBy(() -> logs.getLogEvents(r -> r.logGroupName("other").logStreamName("s")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("group");
        assertThatThrownBy(() -> read("p/web/nothing", 1, false))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("stream");
    }

    @Test
    void canBeDenied() {
        String stream = crashed();
        emulator.faults().deny("GetLogEvents");

        assertThatThrownBy(() -> read(stream, 1, false))
                .isInstanceOf(CloudWatchLogsException.class)
                .hasMessageContaining("logs:GetLogEvents");
    }

    private List<String> read(String stream, int limit, boolean fromHead) {
        return logs
                .getLogEvents(r ->
                        r.logGroupName("g").logStreamName(stream).limit(limit).startFromHead(fromHead))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }

    /** Lets a task crash; returns the name of its stream. */
    private String crashed() {
        try (var ecs = EmulatorClients.ecs(emulator)) {
            ecs.updateService(r -> r.cluster("c1").service("web").forceNewDeployment(true));
            emulator.clock().advance(Duration.ofSeconds(40));
            String arn = ecs.listTasks(r -> r.cluster("c1").desiredStatus("STOPPED"))
                    .taskArns()
                    .get(0);
            return "p/web/" + arn.substring(arn.lastIndexOf('/') + 1);
        }
    }
}
