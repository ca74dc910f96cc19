package io.jenkins.plugins.ecsdeploy.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Task definitions as ECS gives them: by family, revision, ARN or service, with tags, and with keys that are new. */
class RevisionsTest {
    private final EcsEmulator emulator = EcsEmulator.start();
    private final AwsClients clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
    private Revisions revisions;

    @BeforeEach
    void scene() {
        emulator.cluster("c1");
        for (int i = 1; i <= 2; i++) {
            emulator.registerTaskDefinition(
                    "{\"family\":\"web\",\"futureKey\":{\"exact\":1.50},\"tags\":[{\"key\":\"team\","
                            + "\"value\":\"shop\"}],\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:"
                            + i
                            + "\",\"memory\":128}]}");
        }
        emulator.service("c1", "web", "web:1", 1);
        revisions = new Revisions(clients.ecs(new AwsAccess(
                emulator.region(),
                Optional.of(emulator.endpoint()),
                StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())))));
    }

    @AfterEach
    void close() {
        clients.close();
        emulator.close();
    }

    @Test
    void aFamilyIsItsLatestActiveRevision() {
        assertThat(revisions.of(new Base.Revision("web")).arn()).endsWith("/web:2");
    }

    @Test
    void aRevisionAndItsArnAreTheSame() {
        Revision revision = revisions.of(new Base.Revision("web:1"));

        assertThat(revision.active()).isTrue();
        assertThat(revisions.get(revision.arn()).document().json())
                .isEqualTo(revision.document().json());
        assertThat(revision.document().images()).containsEntry("web", "registry/web:1");
    }

    @Test
    void aServiceMeansTheRevisionThatItRuns() {
        assertThat(revisions.of(new Base.LiveRevision("c1", "web")).arn()).endsWith("/web:1");
    }

    @Test
    void tagsAndKeysThatTheSdkDoesNotKnowAreKept() {
        String json = revisions.get("web:1").document().json().toString();

        assertThat(json)
                .contains("\"futureKey\":{\"exact\":1.50}", "\"tags\":[{\"key\":\"team\",\"value\":\"shop\"}]")
                .doesNotContain("taskDefinitionArn", "registeredAt");
        assertThat(emulator.calls("DescribeTaskDefinition").get(0).request())
                .hasToString("{\"taskDefinition\":\"web:1\",\"include\":[\"TAGS\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "web:41"})
    void whatIsNotThereIsSaidByName(String id) {
        assertThat(revisions.find(id)).isEmpty();
        assertThatThrownBy(() -> revisions.get(id))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Task definition " + id + " was not found");
    }

    @Test
    void aDeniedLookIsSaidAsSuch() {
        emulator.faults().deny("DescribeTaskDefinition");

        assertThatThrownBy(() -> revisions.get("web"))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll("DescribeTaskDefinition web failed: AccessDeniedException", "IAM policy");
    }
}
