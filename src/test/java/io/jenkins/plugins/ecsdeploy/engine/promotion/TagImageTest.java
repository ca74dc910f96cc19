package io.jenkins.plugins.ecsdeploy.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Moving tags within a repository, by the registry protocol. */
class TagImageTest extends TagTestBase {
    @Test
    void movesATagToWhatAnotherPointsTo() {
        Map<String, Object> result = tag(web + ":1.0", "dev");

        assertThat(registry.tag("team/web", "dev")).isEqualTo(digest);
        assertThat(result)
                .containsEntry("image", web + ":dev")
                .containsEntry("digest", digest)
                .containsEntry("previousDigest", before)
                .containsEntry("previousImage", web + "@" + before)
                .containsEntry("changed", true)
                .containsEntry("platforms", List.of());
        assertThat(log).containsExactly(web + ":dev: " + before + " → " + digest);
    }

    @Test
    void movesNoLayerAndAsksForNone() {
        tag(web + ":1.0", "dev");

        assertThat(registry.lines())
                .containsExactly(
                        "GET " + MANIFESTS + "1.0 200",
                        "HEAD " + MANIFESTS + "dev 200",
                        "PUT " + MANIFESTS + "dev 201",
                        "HEAD " + MANIFESTS + "dev 200");
    }

    @Test
    void makesANewTag() {
        Map<String, Object> result = tag(web + ":1.0", "new");

        assertThat(registry.tag("team/web", "new")).isEqualTo(digest);
        assertThat(result).containsEntry("changed", true).doesNotContainKeys("previousDigest", "previousImage");
        assertThat(log).containsExactly(web + ":new: new → " + digest);
        assertThat(registry.requests()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void previousImageBringsItBack() {
        Object previous = tag(web + ":1.0", "dev").get("previousImage");

        Map<String, Object> back = tag((String) previous, "dev");

        assertThat(registry.tag("team/web", "dev")).isEqualTo(before);
        assertThat(back).containsEntry("previousDigest", digest).containsEntry("digest", before);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMMUTABLE_412", "IMMUTABLE_403", "IMMUTABLE_TAG_INVALID", "NO_REDEPLOY"})
    void nothingIsSentWhereTheTagIsThereAlready(Quirk refusesEveryPut) {
        registry.push("team/web", "dev", IMAGE, TestImages.OCI_MANIFEST);
        registry.quirk(refusesEveryPut);

        Map<String, Object> result = tag(web + ":1.0", "dev");

        assertThat(result)
                .containsEntry("changed", false)
                .containsEntry("previousDigest", digest)
                .containsEntry("previousImage", web + "@" + digest);
        assertThat(registry.lines()).noneMatch(TagTestBase::isPut);
        assertThat(log).containsExactly(web + ":dev is " + digest + " already");
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json"
    })
    void anIndexIsMovedWhole(String type, String childType) {
        String index = registry.pushIndex("team/web", "multi", type, childType);

        Map<String, Object> result = tag(web + ":multi", "dev");

        assertThat(registry.tag("team/web", "dev")).isEqualTo(index);
        assertThat(result)
                .containsEntry("digest", index)
                .containsEntry("platforms", List.of("linux/amd64", "linux/arm/v7", "linux/arm64/v8"));
        assertThat(registry.requests())
                .hasSize(4)
                .noneMatch(request -> request.path().contains("blobs"));
    }

    @Test
    void aDockerManifestStaysOne() {
        byte[] docker = TestImages.image(TestImages.DOCKER_MANIFEST, "docker");
        String dockerDigest = registry.push("team/web", "docker", docker, TestImages.DOCKER_MANIFEST);

        tag(web + ":docker", "dev");

        assertThat(registry.tag("team/web", "dev")).isEqualTo(dockerDigest);
    }

    @Test
    void theBytesAreNotWrittenAnew() {
        byte[] odd = TestImages.oddlySpaced("odd");
        String oddDigest = registry.push("team/web", "odd", odd, TestImages.OCI_MANIFEST);

        tag(web + ":odd", "dev");

        assertThat(registry.tag("team/web", "dev")).isEqualTo(oddDigest);
        assertThat(registry.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .allSatisfy(request -> assertThat(request.body()).isEqualTo(odd));
    }

    @Test
    void severalTagsAreLookedAtBeforeOneIsMoved() {
        Map<String, Object> result = tag(web + ":1.0", "dev", "1.0-dev", "1.0");

        assertThat(registry.lines())
                .containsSubsequence(
                        "HEAD " + MANIFESTS + "dev 200",
                        "HEAD " + MANIFESTS + "1.0 200",
                        "PUT " + MANIFESTS + "dev 201");
        assertThat(registry.tag("team/web", "1.0-dev")).isEqualTo(digest);
        assertThat(result).containsEntry("image", web + ":dev").containsEntry("changed", true);
        assertThat(result.get("tags"))
                .isEqualTo(List.of(
                        Map.of(
                                "tag",
                                "dev",
                                "image",
                                web + ":dev",
                                "previousDigest",
                                before,
                                "previousImage",
                                web + "@" + before,
                                "changed",
                                true),
                        Map.of("tag", "1.0-dev", "image", web + ":1.0-dev", "changed", true),
                        Map.of(
                                "tag",
                                "1.0",
                                "image",
                                web + ":1.0",
                                "previousDigest",
                                digest,
                                "previousImage",
                                web + "@" + digest,
                                "changed",
                                false)));
    }

    @Test
    void withoutOverwriteNoTagIsMovedIfOneOfThemIsElsewhere() {
        assertThatThrownBy(() -> run(TagRequest.of(web + ":1.0", List.of("new", "dev"), null, false)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(web + ":dev is " + before + " already, not " + digest)
                .hasMessageContaining("overwrite is false. Nothing was moved");
        assertThat(registry.lines()).noneMatch(TagTestBase::isPut);
    }

    @Test
    void withoutOverwriteATagThatIsThereAlreadyIsFine() {
        assertThat(run(TagRequest.of(web + ":1.0", List.of("1.0", "new"), null, false)))
                .containsEntry("changed", true);
    }

    @Test
    void whatTheImageWasFirstIsWhatTheTagGets() {
        registry.onRequest(request -> {
            if (request.method().equals("HEAD")) {
                registry.push(
                        "team/web", "1.0", TestImages.image(TestImages.OCI_MANIFEST, "newer"), TestImages.OCI_MANIFEST);
            }
        });

        assertThat(tag(web + ":1.0", "dev")).containsEntry("digest", digest);
        assertThat(registry.tag("team/web", "dev")).isEqualTo(digest).isNotEqualTo(registry.tag("team/web", "1.0"));
    }

    @Test
    void aDigestGoesBeforeTheTagBesideIt() {
        tag(web + ":dev@" + digest, "test");

        assertThat(registry.tag("team/web", "test")).isEqualTo(digest);
    }

    @Test
    void anImageThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> tag(web + ":none", "dev"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Image " + web + ":none was not found");
    }

    @Test
    void aRegistryThatIsNotOnTheListIsNotCalled() {
        assertThatThrownBy(() -> tag("evil.example.com/web:1", "dev"))
                .hasMessageContaining("is not one of those that this Jenkins may talk to");
    }

    @Test
    void aPutThatNobodyStoredIsFoundOut() {
        registry.quirk(Quirk.PUT_IS_202);
        registry.answer("PUT", 202, Map.of(), "");

        assertThatThrownBy(() -> tag(web + ":1.0", "dev"))
                .hasMessageContaining("was put and accepted, but it reads " + before + " instead of " + digest);
    }

    @Test
    void aTagThatReadsLateIsReadAgain() {
        registry.quirk(Quirk.READS_LATE);

        assertThat(tag(web + ":1.0", "dev")).containsEntry("changed", true);

        assertThat(time.pauses).hasSize(2);
    }

    @Test
    void whereHeadIsNotToBeTrustedItStillWorks() {
        registry.quirk(Quirk.HEAD_NOT_FOUND);

        assertThat(tag(web + ":1.0", "dev")).containsEntry("previousDigest", before);
        assertThat(tag(web + ":1.0", "dev")).containsEntry("changed", false);
    }

    @Test
    void whereArtifactoryDoesNotSayWhetherATagIsThereThePutDecides() {
        registry.quirk(Quirk.FORBIDDEN_WHERE_ABSENT);

        assertThat(tag(web + ":1.0", "new")).containsEntry("changed", true);
    }

    @Test
    void butNotWithoutOverwrite() {
        registry.quirk(Quirk.FORBIDDEN_WHERE_ABSENT);

        assertThatThrownBy(() -> run(TagRequest.of(web + ":1.0", List.of("new"), null, false)))
                .hasMessageContaining("may be there already")
                .hasMessageContaining("Let the login read this repository");
    }

    @Test
    void withATokenThatIsKnownFiveRequestsAreEnough() {
        registry.bearer("jenkins", "pa55word");

        tag(web + ":1.0", "dev");

        assertThat(registry.lines())
                .containsExactly(
                        "GET " + MANIFESTS + "1.0 401",
                        "GET /token?service=test-registry&scope=repository%3Ateam%2Fweb%3Apull%2Cpush 200",
                        "GET " + MANIFESTS + "1.0 200",
                        "HEAD " + MANIFESTS + "dev 200",
                        "PUT " + MANIFESTS + "dev 201",
                        "HEAD " + MANIFESTS + "dev 200");
    }
}
