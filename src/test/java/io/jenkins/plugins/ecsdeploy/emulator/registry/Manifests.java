package io.jenkins.plugins.ecsdeploy.emulator.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.emulator.registry.StoredRepository.StoredManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The end points of manifests. */
final class Manifests {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> TYPES =
            List.of(TestImages.OCI_MANIFEST, TestImages.OCI_INDEX, TestImages.DOCKER_MANIFEST, TestImages.DOCKER_LIST);
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final String TAG = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";

    private final Set<Quirk> quirks;
    private final Map<String, StoredRepository> repositories;

    Manifests(Set<Quirk> quirks, Map<String, StoredRepository> repositories) {
        this.quirks = quirks;
        this.repositories = repositories;
    }

    Reply answer(String method, String name, String reference, RecordedRequest request) {
        return switch (method) {
            case "GET" -> get(name, reference, request);
            case "HEAD" -> head(name, reference, request);
            case "PUT" -> put(name, reference, request);
            default -> Reply.error(405, "UNSUPPORTED", "The operation is unsupported.");
        };
    }

    private Reply head(String name, String reference, RecordedRequest request) {
        if (quirks.contains(Quirk.HEAD_NOT_FOUND)) {
            return Reply.of(404);
        }
        if (quirks.contains(Quirk.HEAD_NOT_ALLOWED)) {
            return Reply.of(405);
        }
        Reply reply = get(name, reference, request);
        return quirks.contains(Quirk.HEAD_WITHOUT_DIGEST) ? reply.with("Docker-Content-Digest", "") : reply;
    }

    private Reply get(String name, String reference, RecordedRequest request) {
        StoredRepository repository = repositories.get(name);
        String digest = repository == null ? null : repository.read(reference);
        if (digest == null && quirks.contains(Quirk.FORBIDDEN_WHERE_ABSENT)) {
            return Reply.error(403, "DENIED", "requested access to the resource is denied")
                    .with("X-JFrog-Version", "Artifactory/7.90.0");
        }
        if (repository == null) {
            return Reply.error(404, "NAME_UNKNOWN", "repository name not known to registry");
        }
        StoredManifest manifest = digest == null ? null : accepted(repository, digest, request.header("Accept"));
        if (manifest == null) {
            return Reply.error(404, "MANIFEST_UNKNOWN", "manifest unknown");
        }
        byte[] bytes = quirks.contains(Quirk.GET_REWRITES) ? rewritten(manifest.bytes()) : manifest.bytes();
        return new Reply(
                200,
                Map.of(
                        "Content-Type", manifest.type(),
                        "Docker-Content-Digest", Sums.sha256(manifest.bytes()),
                        "ETag", "\"" + Sums.sha256(manifest.bytes()) + "\""),
                bytes);
    }

    /** Who does not accept lists gets the first image (distribution); who does not accept the type gets 404 (Docker Hub). */
    private StoredManifest accepted(StoredRepository repository, String digest, String accept) {
        StoredManifest manifest = repository.manifests.get(digest);
        if (accept.contains(manifest.type())) {
            return manifest;
        }
        String child = read(manifest.bytes()).at("/manifests/0/digest").asText();
        return repository.manifests.get(child);
    }

    private Reply put(String name, String reference, RecordedRequest request) {
        StoredRepository repository = repositories.computeIfAbsent(name, key -> new StoredRepository());
        Reply refusal = refusal(repository, reference);
        if (refusal == null) {
            refusal = invalid(repository, reference, request);
        }
        if (refusal != null) {
            return refusal;
        }
        if (quirks.contains(Quirk.PUT_IS_200)) {
            return Reply.of(200, Map.of("Content-Type", "text/html"), "<html>Welcome</html>");
        }
        byte[] bytes = quirks.contains(Quirk.PUT_REWRITES) ? rewritten(request.body()) : request.body();
        String digest = Sums.sha256(bytes);
        repository.manifests.put(digest, new StoredManifest(bytes, request.header("Content-Type")));
        if (!reference.contains(":")) {
            if (quirks.contains(Quirk.READS_LATE)) {
                repository.before.put(reference, repository.tags.get(reference));
                repository.lateReads.put(reference, 2);
            }
            repository.tags.put(reference, digest);
        }
        return Reply.of(quirks.contains(Quirk.PUT_IS_202) ? 202 : 201)
                .with("Location", "/v2/" + name + "/manifests/" + digest)
                .with("Docker-Content-Digest", digest);
    }

    private Reply refusal(StoredRepository repository, String reference) {
        boolean there = repository.find(reference) != null && !reference.contains(":");
        if (quirks.contains(Quirk.READ_ONLY)) {
            return Reply.error(405, "UNSUPPORTED", "The operation is unsupported.");
        }
        if (quirks.contains(Quirk.NO_REDEPLOY)) {
            return Reply.error(400, "UNKNOWN", "Repository does not allow updating assets: docker-hosted");
        }
        if (there && quirks.contains(Quirk.IMMUTABLE_412)) {
            return Reply.error(412, "PRECONDITION", "Failed to process request due to 'dev' configured as immutable.");
        }
        if (there && quirks.contains(Quirk.IMMUTABLE_403)) {
            return Reply.error(403, "DENIED", "tag is immutable");
        }
        if (there && quirks.contains(Quirk.IMMUTABLE_TAG_INVALID)) {
            return Reply.error(
                    400,
                    "TAG_INVALID",
                    "The image tag already exists and cannot be overwritten because the tag is immutable");
        }
        return null;
    }

    private Reply invalid(StoredRepository repository, String reference, RecordedRequest request) {
        String type = request.header("Content-Type");
        if (request.body().length > MAX_BYTES) {
            return Reply.error(413, "SIZE_INVALID", "manifest too large");
        }
        if (!TYPES.contains(type)) {
            return Reply.error(415, "UNSUPPORTED", "unknown media type " + type);
        }
        if (!reference.contains(":") && !reference.matches(TAG)) {
            return Reply.error(400, "TAG_INVALID", "manifest tag did not match URI");
        }
        if (reference.contains(":") && !reference.equals(Sums.sha256(request.body()))) {
            return Reply.error(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }
        JsonNode manifest = read(request.body());
        if (manifest.path("schemaVersion").asInt() != 2
                || !manifest.path("mediaType").asText(type).equals(type)) {
            return Reply.error(400, "MANIFEST_INVALID", "manifest invalid");
        }
        for (JsonNode child : manifest.path("manifests")) {
            if (!repository.manifests.containsKey(child.path("digest").asText())) {
                return unknown(child);
            }
        }
        for (JsonNode layer : manifest.path("layers")) {
            if (layer.path("urls").isEmpty()
                    && !repository.blobs.contains(layer.path("digest").asText())) {
                return unknown(layer);
            }
        }
        JsonNode config = manifest.path("config");
        return config.isObject()
                        && !repository.blobs.contains(config.path("digest").asText())
                ? unknown(config)
                : null;
    }

    private static Reply unknown(JsonNode descriptor) {
        return Reply.error(
                404,
                "MANIFEST_BLOB_UNKNOWN",
                "blob unknown to registry: " + descriptor.path("digest").asText());
    }

    private static byte[] rewritten(byte[] bytes) {
        return (new String(bytes, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }
}
