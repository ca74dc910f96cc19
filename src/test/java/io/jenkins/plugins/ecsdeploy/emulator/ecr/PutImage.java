package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.registry.Sums;
import java.nio.charset.StandardCharsets;

/** PutImage, with the errors of its API page. */
final class PutImage implements Action {
    private static final int MOST_CHARACTERS = 4_194_304;
    private static final int MOST_TAGS = 1000;

    private final EcrState state;

    PutImage(EcrState state) {
        this.state = state;
    }

    @Override
    public ObjectNode answer(ObjectNode request, Caller caller) {
        EcrRepositoryState repository = state.of(request);
        String manifest = Json.text(request, "imageManifest");
        if (manifest == null || manifest.isEmpty() || manifest.length() > MOST_CHARACTERS) {
            throw AwsError.invalid("Invalid parameter at 'imageManifest' failed to satisfy constraint");
        }
        String digest = Sums.sha256(manifest.getBytes(StandardCharsets.UTF_8));
        if (Json.has(request, "imageDigest") && !digest.equals(Json.text(request, "imageDigest"))) {
            throw AwsError.of("ImageDigestDoesNotMatchException", "The specified image digest does not match");
        }
        String type = type(request, manifest);
        checkParts(repository, manifest);
        String tag = Json.text(request, "imageTag");
        checkTag(repository, tag, digest);
        repository.add(new EcrImage(digest, manifest, type), tag);
        ObjectNode image = Json.object()
                .put("registryId", state.world.arns.account())
                .put("repositoryName", repository.name)
                .put("imageManifest", manifest)
                .put("imageManifestMediaType", type);
        ObjectNode id = image.putObject("imageId").put("imageDigest", digest);
        if (tag != null) {
            id.put("imageTag", tag);
        }
        return Json.object().set("image", image);
    }

    /** "If you push an image manifest that does not contain the mediaType field, you must specify the media type." */
    private static String type(ObjectNode request, String manifest) {
        JsonNode own = EcrImage.read(manifest).path("mediaType");
        String said = Json.text(request, "imageManifestMediaType");
        if (own.isMissingNode() && said == null
                || said != null && !own.isMissingNode() && !own.asText().equals(said)) {
            throw AwsError.invalid("Invalid parameter at 'imageManifestMediaType' failed to satisfy constraint");
        }
        return said == null ? own.asText() : said;
    }

    private static void checkParts(EcrRepositoryState repository, String manifest) {
        if (!repository.layers.containsAll(EcrImage.layers(manifest))) {
            throw AwsError.of("LayersNotFoundException", "The specified layers could not be found");
        }
        if (!repository.images.keySet().containsAll(EcrImage.children(manifest))) {
            throw AwsError.of(
                    "ReferencedImagesNotFoundException", "The manifest list is referencing images that do not exist");
        }
    }

    /** An immutable tag is refused even on the same image (aws/containers-roadmap#2179). */
    private static void checkTag(EcrRepositoryState repository, String tag, String digest) {
        EcrImage there = tag == null ? repository.images.get(digest) : repository.byTag(tag);
        if (there == null) {
            return;
        }
        if (tag != null && repository.protects(tag)) {
            throw AwsError.of(
                    "ImageTagAlreadyExistsException",
                    "The image tag '" + tag + "' already exists in the '" + repository.name
                            + "' repository and cannot be overwritten because the tag is immutable.");
        }
        if (there.digest.equals(digest)) {
            throw AwsError.of("ImageAlreadyExistsException", "Image with digest '" + digest + "' already exists");
        }
        EcrImage target = repository.images.get(digest);
        if (target != null && target.tags.size() >= MOST_TAGS) {
            throw AwsError.of("LimitExceededException", "The image has too many tags");
        }
    }
}
