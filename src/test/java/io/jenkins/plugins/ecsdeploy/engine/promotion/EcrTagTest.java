package io.jenkins.plugins.ecsdeploy.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Moving tags at Amazon ECR, by its API. */
class EcrTagTest extends TagTestBase {
    private final EcsEmulator emulator = EcsEmulator.start();
    private final AwsClients clients = new AwsClients(Optional.empty(), Duration.ofMillis(1));
    private final List<String> regions = new ArrayList<>();
    private final String web = emulator.ecr().imageName("web");
    private final String digest = emulator.ecr().push("web", "1.0", IMAGE, TestImages.OCI_MANIFEST);
    private String before;

    @BeforeEach
    void push() {
        before = emulator.ecr()
                .push("web", "dev", TestImages.image(TestImages.OCI_MANIFEST, "old"), TestImages.OCI_MANIFEST);
    }

    @AfterEach
    void closeEmulator() {
        clients.close();
        emulator.close();
    }

    @Override
    ImageStores stores() {
        return new ImageStores(
                new RegistryHttp(HttpClient.newBuilder()),
                new Registries(List.of()),
                called -> Optional.empty(),
                region -> {
                    regions.add(region);
                    return clients.ecr(new AwsAccess(
                            region,
                            Optional.of(emulator.endpoint()),
                            StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials()))));
                },
                time,
                time);
    }

    private List<String> actions() {
        return emulator.calls().stream().map(Call::action).toList();
    }

    @Test
    void movesATagInFiveCalls() {
        Map<String, Object> result = tag(web + ":1.0", "dev");

        assertThat(emulator.ecr().tag("web", "dev")).isEqualTo(digest);
        assertThat(result)
                .containsEntry("image", web + ":dev")
                .containsEntry("digest", digest)
                .containsEntry("previousDigest", before)
                .containsEntry("previousImage", web + "@" + before)
                .containsEntry("changed", true);
        assertThat(actions())
                .containsExactly("DescribeImages", "BatchGetImage", "DescribeImages", "PutImage", "DescribeImages");
        assertThat(regions).containsExactly("eu-central-1");
    }

    @Test
    void theManifestIsReadByItsDigestWithAllTypesSoThatItIsNotTranslated() {
        byte[] docker = TestImages.image(TestImages.DOCKER_MANIFEST, "docker");
        String dockerDigest = emulator.ecr().push("web", "docker", docker, TestImages.DOCKER_MANIFEST);

        tag(web + ":docker", "dev");

        assertThat(emulator.ecr().tag("web", "dev")).isEqualTo(dockerDigest);
        Call get = emulator.calls("BatchGetImage").get(0);
        assertThat(get.request().at("/imageIds/0").has("imageTag")).isFalse();
        assertThat(get.request().path("acceptedMediaTypes")).hasSize(4);
        Call put = emulator.calls("PutImage").get(0);
        assertThat(put.request().path("imageDigest").asText()).isEqualTo(dockerDigest);
        assertThat(put.request().path("imageManifestMediaType").asText()).isEqualTo(TestImages.DOCKER_MANIFEST);
    }

    @Test
    void bytesWithOddSpacingSurvive() {
        String odd = emulator.ecr().push("web", "odd", TestImages.oddlySpaced("odd"), TestImages.OCI_MANIFEST);

        tag(web + ":odd", "dev");

        assertThat(emulator.ecr().tag("web", "dev")).isEqualTo(odd);
    }

    @Test
    void anIndexIsMovedWhole() {
        String index = emulator.ecr().pushIndex("web", "multi", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);

        assertThat(tag(web + ":multi", "dev"))
                .containsEntry("digest", index)
                .containsEntry("platforms", List.of("linux/amd64", "linux/arm/v7", "linux/arm64/v8"));
    }

    @Test
    void nothingIsSentToAnImmutableTagThatIsThereAlready() {
        emulator.ecr().immutable("web");

        assertThat(tag(web + ":1.0", "1.0")).containsEntry("changed", false);
        assertThat(actions()).doesNotContain("PutImage");
    }

    @Test
    void anImmutableTagThatIsElsewhereIsExplained() {
        emulator.ecr().immutable("web");

        assertThatThrownBy(() -> tag(web + ":1.0", "dev"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("ImageTagAlreadyExistsException")
                .hasMessageContaining("The repository's tags are immutable");
    }

    @Test
    void anArchivedImageIsSaidToBeThere() {
        emulator.ecr().status("web", "1.0", "ARCHIVED");

        assertThatThrownBy(() -> tag(web + ":1.0", "dev"))
                .hasMessageContaining("exists, but it is ARCHIVED")
                .hasMessageContaining("Restore it");
    }

    @Test
    void aFailureWithStatus200IsAFailure() {
        emulator.onCall(call -> {});
        emulator.ecr().status("web", "1.0", "UNKNOWN");

        assertThatThrownBy(() -> tag(web + ":1.0", "dev"))
                .hasMessageContaining("BatchGetImage of " + web + ":1.0 failed: ImageInaccessible");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> tag(web + ":none", "dev")).hasMessageContaining(web + ":none was not found");
        assertThatThrownBy(() -> tag(emulator.ecr().imageName("none") + ":1", "dev"))
                .hasMessageContaining("RepositoryNotFoundException")
                .hasMessageContaining("Check the repository's name, its region and its account");
    }

    @Test
    void anAnswerThatIsLostIsLookedFor() {
        emulator.faults().lostAnswer("PutImage");

        assertThat(tag(web + ":1.0", "dev")).containsEntry("changed", true);
        assertThat(actions()).containsOnlyOnce("PutImage");
    }

    @Test
    void throttlingIsWaitedFor() {
        emulator.faults().throttle("PutImage", 2);

        assertThat(tag(web + ":1.0", "dev")).containsEntry("changed", true);
    }

    @Test
    void aMissingPermissionIsNamed() {
        emulator.faults().deny("PutImage");

        assertThatThrownBy(() -> tag(web + ":1.0", "dev")).hasMessageContaining("ecr:PutImage");
    }

    @Test
    void anotherRepositoryWithoutTheLayersNamesTheTool() {
        emulator.ecr().create("released");

        assertThatThrownBy(() -> run(TagRequest.of(
                        web + ":1.0", List.of("1.0"), emulator.ecr().imageName("released"), true)))
                .hasMessageContaining("LayersNotFoundException")
                .hasMessageContaining("skopeo copy --all --preserve-digests");
    }

    @Test
    void anotherRepositoryThatHasTheLayersGetsTheImage() {
        String index = emulator.ecr().pushIndex("web", "multi", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);
        TestImages.children(TestImages.OCI_MANIFEST, "web")
                .forEach(child -> emulator.ecr().push("released", null, child, TestImages.OCI_MANIFEST));

        run(TagRequest.of(web + ":multi", List.of("1.0"), emulator.ecr().imageName("released"), true));

        assertThat(emulator.ecr().tag("released", "1.0")).isEqualTo(index);
    }

    @Test
    void anotherRegionNamesTheTool() {
        String other = web.replace("eu-central-1", "us-east-1");

        assertThatThrownBy(() -> run(TagRequest.of(web + ":1.0", List.of("1.0"), other, true)))
                .hasMessageContaining("different accounts or regions")
                .hasMessageContaining("replication");
        assertThat(actions()).isEmpty();
    }

    @Test
    void afterARestartItIsLookedFor() {
        TagRequest request = TagRequest.of(web + ":1.0", List.of("dev"), null, true);
        byte[][] disk = new byte[1][];
        emulator.onCall(call -> disk[0] = call.action().equals("PutImage") ? remembered : disk[0]);
        run(request);
        remembered = disk[0];
        emulator.clearCalls();

        assertThat(resume(request)).containsEntry("changed", true).containsEntry("previousDigest", before);
        assertThat(actions()).doesNotContain("PutImage");
    }
}
