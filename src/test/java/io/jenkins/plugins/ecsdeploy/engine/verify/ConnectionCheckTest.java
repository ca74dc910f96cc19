package io.jenkins.plugins.ecsdeploy.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class ConnectionCheckTest {
    private static final String TASK = "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry/web:1\",\"memory\":128,\"essential\":true}]}";

    private final AwsClients clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
    private EcsEmulator emulator;

    @BeforeEach
    void start() {
        emulator = EcsEmulator.start(EmulatorClock.manual());
        emulator.cluster("c1");
        emulator.registerTaskDefinition(TASK);
        emulator.service("c1", "web", "web:1", 2);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void aGoodConnectionTellsWhoOneIsAndWhatTheClusterIsLike() {
        ConnectionReport report = check("c1");

        assertThat(report.identity())
                .contains(new ConnectionReport.Identity("123456789012", "arn:aws:iam::123456789012:user/jenkins"));
        assertThat(report.cluster()).contains(new ConnectionReport.Cluster("c1", "ACTIVE", 1, 2, Optional.empty()));
        assertThat(report.attempts()).extracting(Attempt::outcome).containsOnly(Outcome.ALLOWED);
        assertThat(report.attempts())
                .extracting(Attempt::action)
                .contains(
                        "ecs:DescribeServices",
                        "ecs:DescribeTaskDefinition",
                        "ecs:ListServiceDeployments",
                        "ecs:DescribeServiceDeployments",
                        "ecs:DescribeServiceRevisions",
                        "ecs:ListTasks",
                        "ecs:DescribeTasks",
                        "ecs:ListTaskDefinitions",
                        "ecs:ListServices");
    }

    @Test
    void itChangesNothing() {
        check("c1");

        assertThat(emulator.calls()).isNotEmpty().allMatch(call -> call.action().matches("(Describe|List|Get).*"));
    }

    @Test
    void saysWhichCallsWereDenied() {
        emulator.faults().deny("DescribeServices");
        emulator.faults().deny("ListTasks");

        ConnectionReport report = check("c1");

        assertThat(report.with(Outcome.DENIED))
                .extracting(Attempt::action)
                .containsExactly("ecs:DescribeServices", "ecs:ListTasks");
        assertThat(report.with(Outcome.DENIED).get(0).words())
                .contains("user/jenkins is not authorized to perform: ecs:DescribeServices on resource:")
                .contains("service/c1/web");
    }

    @Test
    void theClusterNeedNotBeDescribed() {
        emulator.faults().deny("DescribeClusters");

        ConnectionReport report = check("c1");

        assertThat(report.cluster()).isEmpty();
        assertThat(report.with(Outcome.DENIED)).extracting(Attempt::action).containsExactly("ecs:DescribeClusters");
        assertThat(report.with(Outcome.ALLOWED)).extracting(Attempt::action).contains("ecs:DescribeServices");
    }

    @Test
    void anEmptyClusterIsTriedWithMadeUpNames() {
        emulator.cluster("empty");
        emulator.faults().deny("DescribeTasks");

        ConnectionReport report = check("empty");

        assertThat(report.with(Outcome.UNSURE)).extracting(Attempt::action).containsExactly("ecs:DescribeTasks");
        assertThat(report.with(Outcome.FAILED)).isEmpty();
        assertThat(report.with(Outcome.DENIED)).isEmpty();
        assertThat(report.attempts()).hasSize(11);
    }

    @Test
    void aMissingClusterEndsIt() {
        ConnectionReport report = check("c2");

        assertThat(report.cluster().orElseThrow().status()).isEqualTo("MISSING");
        assertThat(report.attempts()).extracting(Attempt::action).doesNotContain("ecs:DescribeServices");
    }

    @Test
    void aMistypedClusterGetsTheNearestOne() {
        emulator.cluster("production");
        emulator.cluster("staging");

        assertThat(check("prodution").cluster().orElseThrow().nearest()).contains("production");
        assertThat(check("else").cluster().orElseThrow().nearest()).isEmpty();
        emulator.faults().deny("ListClusters");
        ConnectionReport unlisted = check("prodution");
        assertThat(unlisted.cluster().orElseThrow().nearest()).isEmpty();
        assertThat(unlisted.attempts()).extracting(Attempt::outcome).containsOnly(Outcome.ALLOWED);
    }

    @Test
    void unknownKeysEndIt() {
        ConnectionReport report = new ConnectionCheck(
                        clients, connection("c1", new Credentials("AKIANOBODY", "wrong", null, null), Optional.empty()))
                .run();

        assertThat(report.identity()).isEmpty();
        assertThat(report.attempts())
                .extracting(Attempt::action)
                .containsExactly("sts:GetCallerIdentity", "ecs:DescribeClusters");
        assertThat(report.with(Outcome.FAILED))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.words()).contains("AWS does not know these credentials"));
    }

    /** Only the person wants to know who one is: ECS is tried without. */
    @Test
    void anStsThatDoesNotAnswerEndsNothing() {
        ConnectionReport report = new ConnectionCheck(
                        clients,
                        new Connection(
                                "eu-central-1",
                                Optional.of(emulator.endpoint()),
                                Optional.of(URI.create("http://127.0.0.1:1")),
                                keys(emulator.credentials()),
                                Optional.empty(),
                                "c1"))
                .run();

        assertThat(report.identity()).isEmpty();
        assertThat(report.cluster().orElseThrow().usable()).isTrue();
        assertThat(report.with(Outcome.PASSED_OVER)).singleElement().satisfies(attempt -> {
            assertThat(attempt.action()).isEqualTo("sts:GetCallerIdentity");
            assertThat(attempt.words()).contains("127.0.0.1:1").doesNotContain("SDK Attempt Count");
        });
        assertThat(report.with(Outcome.FAILED)).isEmpty();
        assertThat(report.with(Outcome.ALLOWED)).hasSize(10);
    }

    @Test
    void anEndpointThatDoesNotAnswerEndsIt() {
        URI nobody = URI.create("http://127.0.0.1:1");

        ConnectionReport report = new ConnectionCheck(
                        clients,
                        new Connection(
                                "eu-central-1",
                                Optional.of(nobody),
                                Optional.of(emulator.endpoint()),
                                keys(emulator.credentials()),
                                Optional.empty(),
                                "c1"))
                .run();

        assertThat(report.identity()).isPresent();
        assertThat(report.with(Outcome.FAILED)).extracting(Attempt::action).containsExactly("ecs:DescribeClusters");
    }

    @Test
    void theRoleIsAssumedFirst() {
        String role = emulator.role("deployer", "x-1", Duration.ofHours(1));

        ConnectionReport report = new ConnectionCheck(
                        clients,
                        connection(
                                "c1",
                                emulator.credentials(),
                                Optional.of(new Connection.Role(role, Optional.of("x-1"), 900))))
                .run();

        assertThat(report.identity().orElseThrow().arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/jenkins-connection-test");
        assertThat(emulator.calls("AssumeRole"))
                .singleElement()
                .satisfies(call -> assertThat(
                                call.request().path("DurationSeconds").asText())
                        .isEqualTo("900"));
    }

    @Test
    void aRoleThatIsDeniedEndsIt() {
        String role = emulator.role("deployer", "x-1", Duration.ofHours(1));
        Connection connection =
                connection("c1", emulator.credentials(), Optional.of(new Connection.Role(role, Optional.of("x-2"), 0)));

        ConnectionReport report = new ConnectionCheck(clients, connection).run();

        assertThat(report.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.action()).isEqualTo("sts:AssumeRole");
            assertThat(attempt.outcome()).isEqualTo(Outcome.DENIED);
            assertThat(attempt.words()).contains(role);
        });
        assertThatThrownBy(() -> new ConnectionCheck(clients, connection).clusters())
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("sts:AssumeRole: AccessDenied");
    }

    @Test
    void aSessionThatTheRoleDoesNotAllowIsToldInAwsWords() {
        String role = emulator.role("short", null, Duration.ofHours(1));

        ConnectionReport report = new ConnectionCheck(
                        clients,
                        connection(
                                "c1",
                                emulator.credentials(),
                                Optional.of(new Connection.Role(role, Optional.empty(), 7200))))
                .run();

        assertThat(report.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(attempt.words()).contains("exceeds the MaxSessionDuration");
        });
    }

    @Test
    void listsClustersByName() {
        emulator.cluster("b2");
        ConnectionCheck check =
                new ConnectionCheck(clients, connection("c1", emulator.credentials(), Optional.empty()));

        assertThat(check.clusters()).isEqualTo(List.of("b2", "c1"));

        emulator.faults().deny("ListClusters");
        assertThatThrownBy(check::clusters)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("ListClusters in eu-central-1 failed: AccessDeniedException")
                .hasMessageContaining("Add this to the IAM policy of arn:aws:iam::123456789012:user/jenkins");
    }

    private ConnectionReport check(String cluster) {
        return new ConnectionCheck(clients, connection(cluster, emulator.credentials(), Optional.empty())).run();
    }

    private Connection connection(String cluster, Credentials credentials, Optional<Connection.Role> role) {
        Optional<URI> endpoint = Optional.of(emulator.endpoint());
        return new Connection("eu-central-1", endpoint, endpoint, keys(credentials), role, cluster);
    }

    private static StaticCredentialsProvider keys(Credentials credentials) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
    }
}
