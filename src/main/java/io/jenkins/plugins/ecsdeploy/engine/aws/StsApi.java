package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The calls to AWS STS, each as the identity that it is given. They block, and throw what the SDK throws. */
public final class StsApi {
    private final StsClient client;

    public StsApi(StsClient client) {
        this.client = client;
    }

    /** Account and ARN of an identity. Needs no permission. */
    public GetCallerIdentityResponse identity(AwsCredentials caller) {
        return client.getCallerIdentity(r -> r.overrideConfiguration(as(caller)));
    }

    /**
     * A session of that role.
     *
     * @param lasts no longer than the role and the caller's own credentials allow
     */
    public AwsSessionCredentials assume(Role role, Duration lasts, AwsCredentials caller) {
        return session(client.assumeRole(r -> r.roleArn(role.arn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null))
                        .durationSeconds((int) lasts.toSeconds())
                        .overrideConfiguration(as(caller)))
                .credentials());
    }

    /** Temporary credentials of the user whose long-lived keys these are. */
    public AwsSessionCredentials sessionToken(Duration lasts, AwsCredentials caller) {
        return session(client.getSessionToken(
                        r -> r.durationSeconds((int) lasts.toSeconds()).overrideConfiguration(as(caller)))
                .credentials());
    }

    private static AwsRequestOverrideConfiguration as(AwsCredentials caller) {
        return AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(caller))
                .build();
    }

    private static AwsSessionCredentials session(Credentials credentials) {
        return AwsSessionCredentials.builder()
                .accessKeyId(credentials.accessKeyId())
                .secretAccessKey(credentials.secretAccessKey())
                .sessionToken(credentials.sessionToken())
                .expirationTime(credentials.expiration())
                .build();
    }
}
