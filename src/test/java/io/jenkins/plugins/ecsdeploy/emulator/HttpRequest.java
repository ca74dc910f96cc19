package io.jenkins.plugins.ecsdeploy.emulator;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;

/** A request as it came in. */
record HttpRequest(String method, String path, String query, Headers headers, byte[] body) {
    String header(String name) {
        return headers.getFirst(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
