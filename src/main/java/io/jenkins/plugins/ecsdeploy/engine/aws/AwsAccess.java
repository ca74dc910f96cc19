package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Where to call AWS and as whom.
 *
 * @param region an AWS region such as {@code eu-central-1}
 * @param endpoint where ECS answers when that is not AWS's own address: a private endpoint or an emulator
 * @param credentials asked again for every call, so that credentials may change or be refreshed during a long wait
 */
public record AwsAccess(String region, Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    /** Lets a call be made as this identity. */
    void identify(AwsRequestOverrideConfiguration.Builder request) {
        request.credentialsProvider(credentials);
        if (credentials instanceof Renewable renewable) {
            request.putExecutionAttribute(SessionExpired.Interceptor.CREDENTIALS, renewable);
        }
    }
}
