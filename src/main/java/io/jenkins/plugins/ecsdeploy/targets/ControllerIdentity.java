package io.jenkins.plugins.ecsdeploy.targets;

import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** What the controller itself is to AWS, by its environment, its profile or the role of its instance. */
public final class ControllerIdentity implements KnownIdentity {
    /** Keeps and renews its credentials by itself. */
    private final DefaultCredentialsProvider chain = DefaultCredentialsProvider.create();

    @Override
    public AwsCredentials resolveCredentials() {
        return chain.resolveCredentials();
    }

    @Override
    public String identity() {
        return "controller";
    }
}
