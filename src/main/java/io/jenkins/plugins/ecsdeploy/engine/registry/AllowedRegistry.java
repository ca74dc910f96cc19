package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A registry that an administrator lets builds talk to.
 *
 * @param host as the names of images have it, with a port if they do; {@link #DOCKER_HUB} for names without one
 * @param url where its API answers, if not at {@code https://<host>}: before {@code /v2/}
 * @param plainHttp whether it may be called without TLS, which shows credentials to the network
 */
public record AllowedRegistry(String host, Optional<URI> url, boolean plainHttp) {
    /** What names of images mean that name no registry. */
    public static final String DOCKER_HUB = "docker.io";

    private static final URI DOCKER_HUB_API = URI.create("https://registry-1.docker.io");
    private static final Set<String> ALSO_DOCKER_HUB =
            Set.of("index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    /** The host's own grammar is that of {@link ImageReference}; this keeps addresses in one piece. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:]+](:[0-9]{1,5})?");

    /** @throws EngineException if it is no address, or one of plain http without the switch */
    public AllowedRegistry {
        if (!isHost(host)) {
            throw new EngineException(
                    "Registry " + Shown.quote(host) + " is no host that names of images can have, such"
                            + " as registry.example.com or registry:5000: one without a dot has a port. An address with https://"
                            + " and a path goes into the URL");
        }
        url.ifPresent(given -> check(given, plainHttp));
    }

    /**
     * Reads it as an administrator writes it.
     *
     * @param url null or empty: at the host
     * @throws EngineException if it is no address, or one of plain http without the switch
     */
    public static AllowedRegistry of(String host, String url, boolean plainHttp) {
        if (url == null || url.isEmpty()) {
            return new AllowedRegistry(host, Optional.empty(), plainHttp);
        }
        try {
            return new AllowedRegistry(host, Optional.of(new URI(url)), plainHttp);
        } catch (URISyntaxException e) {
            throw noUrl(url);
        }
    }

    /** The host that the image's name means, in lower case: {@link #DOCKER_HUB} where there is none. */
    public static String hostOf(ImageReference image) {
        return canonical(image.registry().orElse(DOCKER_HUB));
    }

    /** The name of the repository as its registry knows it: names of one part are in {@code library} at Docker Hub. */
    public static String repositoryOf(ImageReference image) {
        boolean official = hostOf(image).equals(DOCKER_HUB) && image.path().indexOf('/') < 0;
        return official ? "library/" + image.path() : image.path();
    }

    /** What two entries for the same registry have in common, however they are written. */
    public String key() {
        return canonical(host);
    }

    boolean isDockerHub() {
        return key().equals(DOCKER_HUB);
    }

    /** A host as somebody writes it, so that those that mean the same registry are equal. */
    public static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return ALSO_DOCKER_HUB.contains(lower) ? DOCKER_HUB : lower;
    }

    /** Where the API is, without a slash at the end. */
    public URI base() {
        return url.map(given -> URI.create(given.toString().replaceFirst("/+$", "")))
                .orElseGet(() -> isDockerHub()
                        ? DOCKER_HUB_API
                        : URI.create((plainHttp ? "http://" : "https://") + host.toLowerCase(Locale.ROOT)));
    }

    private static void check(URI url, boolean plainHttp) {
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        boolean whole = url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        if (!whole || !(http || "https".equalsIgnoreCase(url.getScheme()))) {
            throw noUrl(url.toString());
        }
        if (http && !plainHttp) {
            throw new EngineException(
                    "The URL of a registry is " + Shown.quote(url.toString())
                            + ", over which credentials could be read on the way. Use https, or allow plain http for this registry");
        }
    }

    /** Names of images have hosts by a rule of their own: {@code registry/web} is one of Docker Hub. */
    private static boolean isHost(String host) {
        try {
            return HOST.matcher(host).matches()
                    && ImageReference.parse(host + "/x").registry().isPresent();
        } catch (EngineException e) {
            return false;
        }
    }

    private static EngineException noUrl(String text) {
        return new EngineException("The URL of a registry is " + Shown.quote(text)
                + "; expected https://host[:port][/path], without a user");
    }
}
