package io.jenkins.plugins.ecsdeploy.engine.aws.session;

import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Credentials as they are. Their identity is that of the access key, together with a digest of the secret key: an access
 * key is known to many, and whoever knows no more must not share calls with its owner.
 */
public final class Keys implements KnownIdentity {
    /** Of this process alone, so that the digest says nothing to others. */
    private static final byte[] SALT = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

    private final AwsCredentials credentials;
    private final String identity;

    public Keys(AwsCredentials credentials) {
        this.credentials = credentials;
        this.identity = credentials.accessKeyId() + " " + digest(credentials.secretAccessKey());
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return credentials;
    }

    @Override
    public String identity() {
        return identity;
    }

    private static String digest(String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(SALT);
            return Base64.getEncoder().encodeToString(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
