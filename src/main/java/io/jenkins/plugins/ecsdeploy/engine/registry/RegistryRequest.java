package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a registry or of its token server, without credentials.
 *
 * @param what for messages: the method and the object
 * @param limit how large the answer may be, in bytes
 */
record RegistryRequest(
        String what, String method, URI uri, Map<String, String> headers, Optional<byte[]> body, int limit) {
    /** Answers without content, and the texts of errors. */
    static final int SMALL = 64 * 1024;

    static RegistryRequest of(String what, String method, URI uri, Map<String, String> headers) {
        return new RegistryRequest(what, method, uri, headers, Optional.empty(), SMALL);
    }

    RegistryRequest body(byte[] bytes) {
        return new RegistryRequest(what, method, uri, headers, Optional.of(bytes), limit);
    }

    RegistryRequest limit(int bytes) {
        return new RegistryRequest(what, method, uri, headers, body, bytes);
    }

    /** The same at another address; {@code 303 See Other} makes a GET of it. */
    RegistryRequest at(URI other, boolean seeOther) {
        return seeOther && !isReading()
                ? new RegistryRequest(what, "GET", other, headers, Optional.empty(), limit)
                : new RegistryRequest(what, method, other, headers, body, limit);
    }

    boolean isReading() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** A POST without a body says so by Content-Length 0, which some registries ask for. */
    BodyPublisher publisher() {
        return body.map(BodyPublishers::ofByteArray)
                .orElseGet(() ->
                        method.equals("POST") ? BodyPublishers.ofByteArray(new byte[0]) : BodyPublishers.noBody());
    }
}
