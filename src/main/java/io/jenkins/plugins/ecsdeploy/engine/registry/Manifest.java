package io.jenkins.plugins.ecsdeploy.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A manifest, or an index of manifests, as a registry has it. The bytes are kept as they came: the digest is theirs, so
 * nothing that is read from them is ever written again.
 */
public final class Manifest {
    /** What a registry must take (OCI distribution specification, "Pushing Manifests"), and what ECR takes at most. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /** What a platform is called that is none: attestations are such children of an index. */
    private static final String NO_PLATFORM = "unknown/unknown";

    private final byte[] bytes;
    private final String mediaType;
    private final String digest;
    private final JsonNode document;

    private Manifest(byte[] bytes, String mediaType, JsonNode document) {
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.digest = Digest.of(bytes);
        this.document = document;
    }

    /**
     * Reads what a registry answered.
     *
     * @param of what was asked for, for messages
     * @param contentType as the registry says it; an OCI index need not have a type of its own
     * @throws EngineException if it is no manifest of the four types
     */
    public static Manifest of(String of, byte[] bytes, Optional<String> contentType) {
        Optional<String> said = contentType.map(MediaTypes::plain);
        if (said.filter(MediaTypes::isSchema1).isPresent()) {
            throw schema1(of);
        }
        JsonNode document = read(of, bytes, said);
        if (document.path("schemaVersion").asInt() == 1) {
            throw schema1(of);
        }
        return new Manifest(bytes, mediaType(of, said, document), document);
    }

    /** A copy of the bytes as they came. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** One of {@link MediaTypes#ALL}. */
    public String mediaType() {
        return mediaType;
    }

    /** That of the bytes, computed here. */
    public String digest() {
        return digest;
    }

    /** What the digest of another algorithm would be compared with. */
    boolean is(String wanted) {
        return wanted.equals(digest) || Digest.matches(wanted, bytes);
    }

    /** Whether it names images for several platforms, and is none itself. */
    public boolean isIndex() {
        return MediaTypes.isList(mediaType);
    }

    /** The digests of the manifests that this is an index of; none of a single image. */
    public Set<String> children() {
        return isIndex() ? digests(document.path("manifests")) : Set.of();
    }

    /** The digests of the blobs of a single image, but for layers that are to be had from elsewhere by their {@code urls}. */
    public Set<String> blobs() {
        if (isIndex()) {
            return Set.of();
        }
        Set<String> blobs = new LinkedHashSet<>();
        blobs.add(digestOf(document.path("config")));
        blobs.addAll(digests(document.path("layers")));
        return blobs;
    }

    /** {@code linux/arm64/v8} and so on, of an index; none of a single image, whose platform is in a blob. */
    public List<String> platforms() {
        Set<String> platforms = new TreeSet<>();
        for (JsonNode child : document.path("manifests")) {
            JsonNode platform = child.path("platform");
            String variant = platform.path("variant").asText("");
            platforms.add(platform.path("os").asText("unknown")
                    + "/" + platform.path("architecture").asText("unknown")
                    + (variant.isEmpty() ? "" : "/" + variant));
        }
        platforms.remove(NO_PLATFORM);
        return platforms.stream().map(Shown::text).toList();
    }

    private static JsonNode read(String of, byte[] bytes, Optional<String> said) {
        try {
            JsonNode document = Json.MAPPER.readTree(bytes);
            if (document.isObject()) {
                return document;
            }
        } catch (IOException e) {
            // Said below: what is wrong with the text of a page is of no use to anybody.
        }
        throw new EngineException(
                of + " is no manifest: the answer is " + said.map(Shown::quote).orElse("of no type")
                        + ", not an object of JSON. Check the address of the registry, and what stands before it");
    }

    private static String mediaType(String of, Optional<String> said, JsonNode document) {
        Optional<String> own =
                Optional.of(document.path("mediaType").asText("")).filter(text -> !text.isEmpty());
        Optional<String> usable = said.filter(MediaTypes.ALL::contains);
        if (usable.isPresent() && own.isPresent() && !own.equals(usable)) {
            throw new EngineException(of + " is of the type " + Shown.quote(own.get()) + ", but the registry says "
                    + Shown.quote(usable.get()) + ". Such a manifest means two things; push the image again");
        }
        String type = usable.or(() -> own.filter(MediaTypes.ALL::contains))
                .orElseThrow(() -> new EngineException(of + " is of the type "
                        + own.or(() -> said).map(Shown::quote).orElse("''") + "; expected an image or an index, one of "
                        + String.join(", ", MediaTypes.ALL)));
        if (document.has("manifests") != MediaTypes.isList(type) || document.has("layers") == MediaTypes.isList(type)) {
            throw new EngineException(of + " has the members of another type than its own, " + type
                    + ". Such a manifest means two things; push the image again");
        }
        return type;
    }

    private static EngineException schema1(String of) {
        return new EngineException(
                of + " is a manifest of schema 1, which is signed over its tag and cannot get another."
                        + " Push the image again with a Docker newer than 1.10");
    }

    private static Set<String> digests(JsonNode descriptors) {
        Set<String> digests = new LinkedHashSet<>();
        for (JsonNode descriptor : descriptors) {
            if (descriptor.path("urls").isEmpty()) {
                digests.add(digestOf(descriptor));
            }
        }
        return digests;
    }

    private static String digestOf(JsonNode descriptor) {
        String digest = descriptor.path("digest").asText("");
        if (!Digest.isOne(digest)) {
            throw new EngineException(
                    "The manifest names " + Shown.quote(digest) + ", which is no digest of SHA-256 or SHA-512");
        }
        return digest;
    }
}
