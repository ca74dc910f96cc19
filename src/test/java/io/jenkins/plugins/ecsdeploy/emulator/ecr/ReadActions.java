package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.registry.Sums;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** BatchGetImage, DescribeImages and DescribePullThroughCacheRules. */
final class ReadActions {
    /** API page BatchGetImage, imageIds. */
    private static final int MOST_IDS = 100;

    private static final Map<String, String> TRANSLATIONS = Map.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.manifest.v1+json");

    private final EcrState state;

    ReadActions(EcrState state) {
        this.state = state;
    }

    void register(Map<String, Action> actions) {
        actions.put("BatchGetImage", this::batchGet);
        actions.put("DescribeImages", this::describe);
        actions.put("DescribePullThroughCacheRules", this::rules);
    }

    private ObjectNode rules(ObjectNode request, Caller caller) {
        ObjectNode answer = Json.object();
        ArrayNode rules = answer.putArray("pullThroughCacheRules");
        state.pullThrough.forEach(prefix -> rules.addObject()
                .put("ecrRepositoryPrefix", prefix)
                .put("upstreamRegistryUrl", "registry-1.docker.io")
                .put("registryId", state.world.arns.account()));
        return answer;
    }

    /** Answers 200 even if no image was found. */
    private ObjectNode batchGet(ObjectNode request, Caller caller) {
        EcrRepositoryState repository = state.of(request);
        if (request.path("imageIds").size() < 1 || request.path("imageIds").size() > MOST_IDS) {
            throw AwsError.invalid("Invalid parameter at 'imageIds' failed to satisfy constraint");
        }
        ObjectNode answer = Json.object();
        ArrayNode images = answer.putArray("images");
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode id : request.path("imageIds")) {
            EcrImage image = find(repository, id);
            String failure = failure(id, image);
            if (failure == null) {
                images.add(view(repository, image, id, Json.texts(request, "acceptedMediaTypes")));
            } else {
                failures.addObject()
                        .put("failureCode", failure)
                        .put("failureReason", "Requested image not found")
                        .set("imageId", id);
            }
        }
        return answer;
    }

    private static String failure(JsonNode id, EcrImage image) {
        if (!Json.has(id, "imageDigest") && !Json.has(id, "imageTag")) {
            return "MissingDigestAndTag";
        }
        if (Json.has(id, "imageDigest") && !Json.text(id, "imageDigest").matches("sha256:[0-9a-f]{64}")) {
            return "InvalidImageDigest";
        }
        if (image == null) {
            return "ImageNotFound";
        }
        if (Json.has(id, "imageDigest")
                && Json.has(id, "imageTag")
                && !image.tags.contains(Json.text(id, "imageTag"))) {
            return "ImageTagDoesNotMatchDigest";
        }
        return image.status.equals("ACTIVE") ? null : "ImageInaccessible";
    }

    /** By tag, a manifest of a type that is not accepted is translated; by digest it never is (user guide). */
    private ObjectNode view(EcrRepositoryState repository, EcrImage image, JsonNode id, List<String> accepted) {
        String manifest = image.manifest;
        String type = image.type;
        String other = TRANSLATIONS.get(type);
        if (!Json.has(id, "imageDigest")
                && !accepted.isEmpty()
                && !accepted.contains(type)
                && accepted.contains(other)) {
            manifest = manifest.replace(type, other);
            type = other;
        }
        ObjectNode view = Json.object()
                .put("registryId", state.world.arns.account())
                .put("repositoryName", repository.name)
                .put("imageManifest", manifest)
                .put("imageManifestMediaType", type);
        ObjectNode imageId =
                view.putObject("imageId").put("imageDigest", Sums.sha256(manifest.getBytes(StandardCharsets.UTF_8)));
        if (Json.has(id, "imageTag")) {
            imageId.put("imageTag", Json.text(id, "imageTag"));
        }
        return view;
    }

    /** ACTIVE ones alone, if the filter does not say otherwise (API page DescribeImagesFilter, imageStatus). */
    private ObjectNode describe(ObjectNode request, Caller caller) {
        EcrRepositoryState repository = state.of(request);
        String wanted = request.at("/filter/imageStatus").asText("ACTIVE");
        ObjectNode answer = Json.object();
        ArrayNode details = answer.putArray("imageDetails");
        for (JsonNode id : request.path("imageIds")) {
            EcrImage image = find(repository, id);
            if (image == null || !(wanted.equals("ANY") || wanted.equals(image.status))) {
                throw AwsError.of(
                        "ImageNotFoundException",
                        "The image with imageId " + id + " does not exist within the repository");
            }
            ObjectNode detail = details.addObject()
                    .put("registryId", state.world.arns.account())
                    .put("repositoryName", repository.name)
                    .put("imageDigest", image.digest)
                    .put("imageManifestMediaType", image.type)
                    .put("imageStatus", image.status);
            ArrayNode tags = detail.putArray("imageTags");
            image.tags.forEach(tags::add);
        }
        return answer;
    }

    private static EcrImage find(EcrRepositoryState repository, JsonNode id) {
        return Json.has(id, "imageDigest")
                ? repository.images.get(Json.text(id, "imageDigest"))
                : repository.byTag(Json.text(id, "imageTag"));
    }
}
