package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Instant;

/**
 * Who signed a request.
 *
 * @param accessKeyId of the credentials
 * @param secretAccessKey of the credentials
 * @param sessionToken of temporary credentials, else null
 * @param arn the identity as GetCallerIdentity names it
 * @param userId the identity's unique id
 * @param expires when temporary credentials end, else null
 */
public record Caller(
        String accessKeyId, String secretAccessKey, String sessionToken, String arn, String userId, Instant expires) {
    /** Whether these are the credentials of a role's session; assuming a further role with them is role chaining. */
    public boolean session() {
        return arn.contains(":assumed-role/");
    }
}
