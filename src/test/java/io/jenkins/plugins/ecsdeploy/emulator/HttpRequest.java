package io.jenkins.plugins.ecsdeploy.emulator;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;

/** A request as it came in. */
public record HttpRequest(String method, String path, String query, Headers headers, byte[] body) {
    public String header(String name) {
        return headers.getFirst(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
