package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One request that reached the emulator, as the emulator's log has it.
 *
 * @param action the name of the action, for example UpdateService or AssumeRole
 * @param request the document that was sent (STS parameters as an object of strings); empty if it could not be read
 * @param at when it arrived, on the emulator's clock
 * @param accessKeyId of the credentials that signed it, or null
 * @param status the HTTP status of the answer; 0 if the connection was cut before anything was done
 * @param error the code of the error that was answered, or null for success
 * @param answered whether the client got the answer; false with status 200 means: done, but the answer was lost
 */
public record Call(
        String action, ObjectNode request, Instant at, String accessKeyId, int status, String error, boolean answered) {
    /** Whether what was asked for was done, whatever the client got to know of it. */
    public boolean done() {
        return status == 200;
    }
}
