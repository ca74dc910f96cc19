package io.jenkins.plugins.ecsdeploy.engine.image;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container image as ECS takes it in {@code containerDefinitions[].image}: registry with port, path, tag, digest, or
 * tag and digest. The grammar is that of the OCI and Docker "reference" (CNCF distribution, package reference).
 * {@link #toString()} gives back exactly the text that was parsed.
 */
public final class ImageReference {
    /** Of the name, registry included: the limit of the grammar's own implementation. */
    private static final int MAX_NAME = 255;

    /** The longest name, tag and digest together; nothing longer is worth matching. */
    private static final int MAX_TEXT = MAX_NAME + 1 + 128 + 1 + 32 + 1 + 128;

    private static final int MAX_SHOWN = 200;

    private static final String HOST = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
            + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+])";
    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private static final String DIGEST = "sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}"
            + "|(?!sha256:|sha512:)[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";

    private static final Pattern REFERENCE = Pattern.compile("(?<name>(?:" + HOST + "(?::[0-9]+)?/)?" + PART + "(?:/"
            + PART + ")*)(?::(?<tag>" + TAG + "))?(?:@(?<digest>" + DIGEST + "))?");
    private static final Pattern TAG_ONLY = Pattern.compile(TAG);

    private final String name;
    private final Optional<String> tag;
    private final Optional<String> digest;

    private ImageReference(String name, Optional<String> tag, Optional<String> digest) {
        this.name = name;
        this.tag = tag;
        this.digest = digest;
    }

    /** @throws EngineException when the text is no image reference; the message shows it */
    public static ImageReference parse(String text) {
        if (text.length() <= MAX_TEXT) {
            Matcher parts = REFERENCE.matcher(text);
            if (parts.matches() && parts.group("name").length() <= MAX_NAME) {
                return new ImageReference(
                        parts.group("name"),
                        Optional.ofNullable(parts.group("tag")),
                        Optional.ofNullable(parts.group("digest")));
            }
        }
        throw new EngineException(shown(text) + " is not an image; expected [registry[:port]/]path[:tag]"
                + "[@sha256:digest] with a path in lower case, such as registry.example.com:5000/team/web:90");
    }

    /** Host and port before the first slash; empty for images of Docker Hub such as {@code library/nginx}. */
    public Optional<String> registry() {
        return Optional.of(name.indexOf('/'))
                .filter(slash -> slash > 0 && isRegistry(name.substring(0, slash)))
                .map(slash -> name.substring(0, slash));
    }

    /** The repository within its registry: {@code team/web} of {@code registry:5000/team/web:90}. */
    public String path() {
        return registry().map(host -> name.substring(host.length() + 1)).orElse(name);
    }

    /** Registry and path, without a tag or a digest. */
    public String name() {
        return name;
    }

    public Optional<String> tag() {
        return tag;
    }

    /** With its algorithm: {@code sha256:…}. */
    public Optional<String> digest() {
        return digest;
    }

    /**
     * This image with another tag. A digest is dropped: it names the old content, and would win over the tag.
     *
     * @throws EngineException when the text is no tag
     */
    public ImageReference withTag(String newTag) {
        if (!TAG_ONLY.matcher(newTag).matches()) {
            throw new EngineException(shown(newTag) + " is not an image tag; expected 1 to 128 letters, digits,"
                    + " '_', '.' and '-', and neither '.' nor '-' at the beginning");
        }
        return new ImageReference(name, Optional.of(newTag), Optional.empty());
    }

    /**
     * This image as that content, whatever its tags point to.
     *
     * @param newDigest with its algorithm: {@code sha256:…}
     */
    public ImageReference withDigest(String newDigest) {
        return parse(name + "@" + newDigest);
    }

    /**
     * This image, its tag included, as that content alone: {@code web:90@sha256:…}. The digest is what counts; the tag stays
     * for people.
     *
     * @param newDigest with its algorithm: {@code sha256:…}
     */
    public ImageReference pinnedTo(String newDigest) {
        return parse(name + tag.map(t -> ":" + t).orElse("") + "@" + newDigest);
    }

    /** The text as messages show it: in quotes, and not all of it if it is far too long. */
    public static String shown(String text) {
        return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…") + "'";
    }

    @Override
    public String toString() {
        return name
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageReference && other.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** How Docker tells a registry from the first part of a path of Docker Hub (package reference, splitDockerDomain). */
    private static boolean isRegistry(String first) {
        return first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }
}
