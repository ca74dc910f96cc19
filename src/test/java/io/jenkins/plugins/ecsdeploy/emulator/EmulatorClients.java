package io.jenkins.plugins.ecsdeploy.emulator;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Plain clients of the AWS SDK for an emulator, without retries: a test sees each answer as it came. */
public final class EmulatorClients {
    private EmulatorClients() {}

    /** A client with the credentials of the emulator's user "jenkins". */
    public static EcsClient ecs(EcsEmulator emulator) {
        return ecs(emulator, emulator.credentials());
    }

    /** A client with those credentials. */
    public static EcsClient ecs(EcsEmulator emulator, Credentials credentials) {
        return client(EcsClient.builder(), emulator, credentials);
    }

    /** A client of CodeDeploy with the credentials of the emulator's user "jenkins". */
    public static CodeDeployClient codeDeploy(EcsEmulator emulator) {
        return client(CodeDeployClient.builder(), emulator, emulator.credentials());
    }

    /** A client of STS with those credentials. */
    public static StsClient sts(EcsEmulator emulator, Credentials credentials) {
        return client(StsClient.builder(), emulator, credentials);
    }

    /** A client of Elastic Load Balancing with those credentials. */
    public static ElasticLoadBalancingV2Client loadBalancing(EcsEmulator emulator, Credentials credentials) {
        return client(ElasticLoadBalancingV2Client.builder(), emulator, credentials);
    }

    /** A client of CloudWatch Logs with the credentials of the emulator's user "jenkins". */
    public static CloudWatchLogsClient logs(EcsEmulator emulator) {
        return client(CloudWatchLogsClient.builder(), emulator, emulator.credentials());
    }

    /** The credentials as the SDK has them. */
    public static AwsCredentials forSdk(Credentials credentials) {
        return credentials.sessionToken() == null
                ? AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())
                : AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, EcsEmulator emulator, Credentials credentials) {
        return builder.endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(StaticCredentialsProvider.create(forSdk(credentials)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build())
                .build();
    }
}
