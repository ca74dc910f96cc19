package io.jenkins.plugins.ecsdeploy.engine.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Credentials that know whose they are without asking AWS: those of a role have another key with each session. */
public interface KnownIdentity extends AwsCredentialsProvider {
    /** The same for the same identity; no secret. */
    String identity();
}
