package io.jenkins.plugins.ecsdeploy.engine.document;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.nio.charset.StandardCharsets;

/** The largest texts that are taken, in bytes of UTF-8. */
final class SizeLimit {
    private SizeLimit() {}

    /** @param what is measured, as the subject of the message */
    static void check(String what, String text, int maxBytes) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new EngineException(
                    what + " has " + bytes + " bytes; at most " + maxBytes + " bytes are allowed, make it smaller");
        }
    }
}
