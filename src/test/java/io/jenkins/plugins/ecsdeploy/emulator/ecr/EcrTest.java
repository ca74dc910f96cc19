package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDigestDoesNotMatchException;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.ReferencedImagesNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** The emulated ECR, called by the SDK's own client. */
class EcrTest {
    private static final byte[] IMAGE = TestImages.image(TestImages.OCI_MANIFEST, "web");

    private final EcsEmulator emulator = EcsEmulator.start();
    private final String digest = emulator.ecr().push("web", "1.0", IMAGE, TestImages.OCI_MANIFEST);
    private final EcrClient ecr = EcrClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(Region.of(emulator.region()))
            .credentialsProvider(StaticCredentialsProvider.create(EmulatorClients.forSdk(emulator.credentials())))
            .httpClientBuilder(ApacheHttpClient.builder())
            .build();

    @AfterEach
    void close() {
        ecr.close();
        emulator.close();
    }

    @Test
    void anImageIsReadByItsDigestAsItIs() {
        BatchGetImageResponse answer = ecr.batchGetImage(r -> r.repositoryName("web")
                .imageIds(id -> id.imageDigest(digest))
                .acceptedMediaTypes(TestImages.DOCKER_MANIFEST));

        assertThat(answer.images().get(0).imageManifest()).isEqualTo(new String(IMAGE, StandardCharsets.UTF_8));
        assertThat(answer.images().get(0).imageManifestMediaType()).isEqualTo(TestImages.OCI_MANIFEST);
    }

    @Test
    void byItsTagItMayBeTranslated() {
        BatchGetImageResponse answer = ecr.batchGetImage(r -> r.repositoryName("web")
                .imageIds(id -> id.imageTag("1.0"))
                .acceptedMediaTypes(TestImages.DOCKER_MANIFEST));

        assertThat(answer.images().get(0).imageManifestMediaType()).isEqualTo(TestImages.DOCKER_MANIFEST);
        assertThat(answer.images().get(0).imageId().imageDigest()).isNotEqualTo(digest);
    }

    @Test
    void whatIsNotFoundIsAFailureWithStatus200() {
        BatchGetImageResponse answer = ecr.batchGetImage(
                r -> r.repositoryName("web").imageIds(id -> id.imageTag("none"), id -> id.imageDigest("x"), id -> {}));

        assertThat(answer.sdkHttpResponse().statusCode()).isEqualTo(200);
        assertThat(answer.images()).isEmpty();
        assertThat(answer.failures())
                .extracting(failure -> failure.failureCode())
                .containsExactly(
                        ImageFailureCode.IMAGE_NOT_FOUND,
                        ImageFailureCode.INVALID_IMAGE_DIGEST,
                        ImageFailureCode.MISSING_DIGEST_AND_TAG);
    }

    @Test
    void anArchivedImageIsDescribedOnRequestAlone() {
        emulator.ecr().status("web", "1.0", "ARCHIVED");

        assertThatThrownBy(() -> ecr.describeImages(r -> r.repositoryName("web").imageIds(id -> id.imageTag("1.0"))))
                .isInstanceOf(ImageNotFoundException.class);
        assertThat(ecr.describeImages(r -> r.repositoryName("web")
                                .imageIds(id -> id.imageTag("1.0"))
                                .filter(f -> f.imageStatus(ImageStatusFilter.ANY)))
                        .imageDetails()
                        .get(0)
                        .imageStatusAsString())
                .isEqualTo("ARCHIVED");
    }

    @Test
    void aPutMovesATag() {
        String other = push("web", "dev", TestImages.image(TestImages.OCI_MANIFEST, "other"));

        put("web", "dev", IMAGE);

        assertThat(emulator.ecr().tag("web", "dev")).isEqualTo(digest).isNotEqualTo(other);
    }

    @Test
    void theSameAgainIsAnError() {
        assertThatThrownBy(() -> put("web", "1.0", IMAGE)).isInstanceOf(ImageAlreadyExistsException.class);
    }

    @Test
    void anImmutableTagIsRefusedEvenOnTheSameImage() {
        emulator.ecr().immutable("web", "dev");

        assertThatThrownBy(() -> put("web", "1.0", IMAGE)).isInstanceOf(ImageTagAlreadyExistsException.class);
        put("web", "new", IMAGE);
        put("web", "dev-1", IMAGE);
        put("web", "dev-1", push(TestImages.image(TestImages.OCI_MANIFEST, "other")));
    }

    @Test
    void layersAndImagesOfAnIndexMustBeThere() {
        emulator.ecr().create("empty");
        byte[] index = TestImages.index(TestImages.OCI_INDEX, TestImages.OCI_MANIFEST, "multi");

        assertThatThrownBy(() -> put("empty", "1.0", IMAGE)).isInstanceOf(LayersNotFoundException.class);
        assertThatThrownBy(() -> put("empty", "1.0", index)).isInstanceOf(ReferencedImagesNotFoundException.class);
        assertThatThrownBy(() -> put("none", "1.0", IMAGE)).isInstanceOf(RepositoryNotFoundException.class);
    }

    @Test
    void aTypeMustBeSaidWhereTheManifestHasNone() {
        byte[] odd = TestImages.oddlySpaced("odd");
        push("web", null, odd);

        assertThatThrownBy(() -> ecr.putImage(r ->
                        r.repositoryName("web").imageTag("odd").imageManifest(new String(odd, StandardCharsets.UTF_8))))
                .isInstanceOf(EcrException.class)
                .hasMessageContaining("imageManifestMediaType");
    }

    @Test
    void anotherDigestIsRefused() {
        assertThatThrownBy(() -> ecr.putImage(r -> r.repositoryName("web")
                        .imageTag("dev")
                        .imageManifest(new String(IMAGE, StandardCharsets.UTF_8))
                        .imageDigest("sha256:" + "0".repeat(64))))
                .isInstanceOf(ImageDigestDoesNotMatchException.class);
    }

    private byte[] push(byte[] manifest) {
        push("web", null, manifest);
        return manifest;
    }

    private String push(String repository, String tag, byte[] manifest) {
        return emulator.ecr().push(repository, tag, manifest, TestImages.OCI_MANIFEST);
    }

    private void put(String repository, String tag, byte[] manifest) {
        ecr.putImage(r ->
                r.repositoryName(repository).imageTag(tag).imageManifest(new String(manifest, StandardCharsets.UTF_8)));
    }
}
