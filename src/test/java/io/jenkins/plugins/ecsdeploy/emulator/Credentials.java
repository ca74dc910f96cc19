package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Instant;

/**
 * Credentials that the emulator knows; to be given to a client of the AWS SDK.
 *
 * @param accessKeyId the public part
 * @param secretAccessKey with which requests are signed; the emulator checks signatures
 * @param sessionToken of temporary credentials, else null
 * @param expires when temporary credentials end on the emulator's clock, else null
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {
    /** Names the key only: test reports are no place for secrets either. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
