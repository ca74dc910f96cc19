package io.jenkins.plugins.ecsdeploy.emulator.registry;

import com.sun.net.httpserver.Headers;
import java.util.List;

/**
 * A request as it came in.
 *
 * @param path with its query
 * @param answered how many bytes of body were sent back
 */
public record RecordedRequest(String method, String path, Headers headers, byte[] body, int status, int answered) {
    /** Empty if there was none. */
    public String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** As tests compare it: {@code PUT /v2/team/web/manifests/dev 201}. */
    @Override
    public String toString() {
        return method + " " + path + " " + status;
    }
}
