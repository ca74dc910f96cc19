package io.jenkins.plugins.ecsdeploy.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** @param from the address that answered, which is another than the one asked where a registry redirects */
record RegistryAnswer(int status, HttpHeaders headers, byte[] body, URI from) {
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /** RFC 9110 has dates in Retry-After, too; registries send seconds. */
    private static final int MOST_DIGITS = 6;

    boolean isOk() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status) && header("Location").isPresent();
    }

    /** The same may well be answered in a moment. */
    boolean isTransient() {
        return TRANSIENT.contains(status);
    }

    Optional<String> header(String name) {
        return headers.firstValue(name).filter(value -> !value.isBlank());
    }

    List<String> headers(String name) {
        return headers.allValues(name);
    }

    Optional<String> contentType() {
        return header("Content-Type");
    }

    /** The digest that the registry says it is, if it is one. */
    Optional<String> digest() {
        return header("Docker-Content-Digest").map(String::strip).filter(Digest::isSha256);
    }

    Optional<Duration> retryAfter() {
        return header("Retry-After")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1," + MOST_DIGITS + "}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** The body as JSON; missing if it is none. */
    JsonNode json() {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
