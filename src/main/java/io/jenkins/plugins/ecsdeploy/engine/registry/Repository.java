package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository of a registry: its manifests as bytes, and its blobs by name alone. All calls block. They throw {@link
 * RegistryFailure} where the registry does not answer or refuses.
 */
public final class Repository {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_METHOD = 405;

    private static final Map<String, String> ACCEPT = Map.of("Accept", String.join(", ", MediaTypes.ALL));
    /** RFC 7234, "Warning"; registries use 299 alone (OCI distribution specification, "Warnings"). */
    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"(?<text>(?:[^\"\\\\]|\\\\.)*+)\".*");

    private static final int MOST_WARNINGS = 10;

    private final Session session;
    private final String name;
    private final Scope scope;
    private final Consumer<String> warnings;
    private final Set<String> warned = new HashSet<>();

    Repository(Session session, String name, Scope scope, Consumer<String> warnings) {
        this.session = session;
        this.name = name;
        this.scope = scope;
        this.warnings = warnings;
    }

    /**
     * Reads a manifest whole.
     *
     * @param reference a tag, or a digest, which the bytes are compared with
     * @return nothing where there is none
     */
    public Optional<Manifest> manifest(String reference) {
        RegistryRequest request = manifestRequest("GET", reference).limit(Manifest.MAX_BYTES);
        RegistryAnswer answer = session.repeated(request, scope);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        RegistryAnswer found = ok(request, answer);
        Manifest manifest = Manifest.of(shown(reference), found.body(), found.contentType());
        if (reference.indexOf(':') >= 0 && !manifest.is(reference)) {
            throw new EngineException(shown(reference) + " came with other content, whose digest is "
                    + manifest.digest() + ". The registry, or what stands before it, changes manifests");
        }
        return Optional.of(manifest);
    }

    /**
     * The digest of what a tag points to. HEAD tells it, where it is to be trusted: Nexus answers 404 to it for tags that are
     * there, old registries 405, and some leave the digest out. Then the manifest itself is read.
     *
     * @return nothing where there is no such tag
     * @throws RegistryFailure with the status 403 where Artifactory does not say whether there is one
     */
    public Optional<String> digest(String tag) {
        RegistryRequest request = manifestRequest("HEAD", tag);
        RegistryAnswer answer = session.repeated(request, scope);
        if (answer.isOk() && answer.digest().isPresent()) {
            warn(answer);
            return answer.digest();
        }
        boolean doubtful = answer.isOk()
                || answer.status() == NOT_FOUND
                || answer.status() == NO_SUCH_METHOD
                || answer.status() == FORBIDDEN;
        if (!doubtful) {
            throw refusal(request, answer);
        }
        return manifest(tag).map(Manifest::digest);
    }

    /** Whether a manifest is there, by its digest; a wrong no does no harm here, so HEAD alone is asked. */
    public boolean hasManifest(String digest) {
        return session.repeated(manifestRequest("HEAD", digest), scope).isOk();
    }

    /**
     * Puts the bytes as they are under the tag, or under their own digest. Not repeated here: whoever gets no answer looks
     * first.
     */
    public void put(Manifest manifest, String reference) {
        byte[] bytes = manifest.bytes();
        RegistryRequest request = RegistryRequest.of(
                        "PUT of " + shown(reference),
                        "PUT",
                        uri("/manifests/" + reference),
                        Map.of("Content-Type", manifest.mediaType()))
                .body(bytes);
        RegistryAnswer answer = session.once(request, scope);
        if (answer.status() != CREATED && answer.status() != ACCEPTED) {
            if (answer.isOk()) {
                throw RegistryFailure.of(
                        request.what() + " was answered with " + answer.status() + ", and a registry answers 201. Check"
                                + " the registry's URL in the global configuration, and what stands before the registry",
                        answer);
            }
            throw refusal(request, answer);
        }
        warn(answer);
        answer.digest().filter(digest -> !manifest.is(digest)).ifPresent(digest -> {
            throw RegistryFailure.of(
                    request.what() + " was stored as " + digest + " instead of " + manifest.digest()
                            + ". The registry, or what stands before it, changes manifests",
                    answer);
        });
    }

    /**
     * Makes a blob of another repository of this registry one of this repository, without moving it.
     *
     * @return false where the registry wants it to be uploaded instead
     */
    public boolean mount(String digest, Repository from) {
        RegistryRequest look =
                RegistryRequest.of("HEAD of " + shown(digest), "HEAD", uri("/blobs/" + digest), Map.of());
        if (session.repeated(look, scope).isOk()) {
            return true;
        }
        RegistryRequest request = RegistryRequest.of(
                "Mounting " + digest + " of " + from.name + " in " + place(),
                "POST",
                uri("/blobs/uploads/?mount=" + digest + "&from=" + from.name),
                Map.of());
        RegistryAnswer answer = session.repeated(request, scope);
        if (answer.status() == CREATED) {
            return true;
        }
        if (answer.status() == ACCEPTED) {
            cancel(answer);
            return false;
        }
        throw refusal(request, answer);
    }

    /** The upload that was opened instead of the mount. If it cannot be cancelled, the registry ends it by itself. */
    private void cancel(RegistryAnswer answer) {
        try {
            URI upload = answer.from().resolve(answer.header("Location").orElse(""));
            if (Addresses.isSame(answer.from(), upload)) {
                session.once(RegistryRequest.of("Cancelling an upload", "DELETE", upload, Map.of()), scope);
            }
        } catch (IllegalArgumentException | RegistryFailure e) {
            // Some registries want the right to delete for it.
        }
    }

    private RegistryRequest manifestRequest(String method, String reference) {
        return RegistryRequest.of(method + " of " + shown(reference), method, uri("/manifests/" + reference), ACCEPT);
    }

    private URI uri(String path) {
        return URI.create(session.registry().base() + "/v2/" + name + path);
    }

    private String place() {
        return session.registry().host() + "/" + name;
    }

    private String shown(String reference) {
        return place() + (reference.indexOf(':') >= 0 ? "@" : ":") + reference;
    }

    private RegistryAnswer ok(RegistryRequest request, RegistryAnswer answer) {
        if (!answer.isOk()) {
            throw refusal(request, answer);
        }
        warn(answer);
        return answer;
    }

    private RegistryFailure refusal(RegistryRequest request, RegistryAnswer answer) {
        return Refusal.of(request.what(), session, answer);
    }

    private void warn(RegistryAnswer answer) {
        for (String value : answer.headers("Warning")) {
            Matcher warning = WARNING.matcher(value);
            if (warning.matches() && warned.size() < MOST_WARNINGS && warned.add(warning.group("text"))) {
                warnings.accept("Registry " + session.registry().host() + " warns: "
                        + Shown.text(session.masked(warning.group("text"))));
            }
        }
    }
}
