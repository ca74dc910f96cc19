package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Credentials as they are, which their access key names. */
public final class Keys implements KnownIdentity {
    private final AwsCredentials credentials;

    public Keys(AwsCredentials credentials) {
        this.credentials = Objects.requireNonNull(credentials);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return credentials;
    }

    @Override
    public String identity() {
        return credentials.accessKeyId();
    }
}
