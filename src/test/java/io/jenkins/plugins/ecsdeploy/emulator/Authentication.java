package io.jenkins.plugins.ecsdeploy.emulator;

import java.util.Objects;

/** Finds out who sent a request. Sources: API Reference "Common Error Types"; the IAM guide on signing. */
final class Authentication {
    private final World world;
    private final Identities identities;

    Authentication(World world, Identities identities) {
        this.world = world;
        this.identities = identities;
    }

    /**
     * The caller of a signed request. Error codes are those of the JSON protocol.
     *
     * @throws AwsError MissingAuthenticationTokenException, UnrecognizedClientException, InvalidSignatureException or
     *     ExpiredTokenException
     */
    Caller authenticate(HttpRequest request) {
        Signature signature = Signature.of(request);
        if (signature == null) {
            throw AwsError.of("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Caller caller = identities.find(signature.accessKeyId);
        if (caller == null || !Objects.equals(caller.sessionToken(), request.header("x-amz-security-token"))) {
            throw AwsError.of("UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (!signature.matches(request, caller.secretAccessKey())) {
            throw AwsError.of(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method. Consult the service documentation for details.");
        }
        if (!signature.region.equals(world.arns.region())) {
            throw AwsError.of(
                    "InvalidSignatureException",
                    "Credential should be scoped to a valid region, not '" + signature.region + "'.");
        }
        if (caller.expires() != null && !world.clock.now().isBefore(caller.expires())) {
            throw expired();
        }
        return caller;
    }

    static AwsError expired() {
        return AwsError.of("ExpiredTokenException", "The security token included in the request is expired");
    }
}
