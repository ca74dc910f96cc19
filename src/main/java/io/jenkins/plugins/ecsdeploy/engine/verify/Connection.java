package io.jenkins.plugins.ecsdeploy.engine.verify;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * What is to be tried.
 *
 * @param ecs where ECS answers instead of AWS's own address
 * @param sts where STS answers instead of AWS's own address
 * @param credentials those to begin with
 * @param role to be assumed with them
 * @param cluster name or ARN
 */
public record Connection(
        String region,
        Optional<URI> ecs,
        Optional<URI> sts,
        AwsCredentialsProvider credentials,
        Optional<Role> role,
        String cluster) {
    /** @param sessionSeconds how long its sessions last; 0 for AWS's default */
    public record Role(String arn, Optional<String> externalId, int sessionSeconds) {}
}
