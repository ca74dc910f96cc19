package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * Reading calls that checks alone make, as one identity. All of them block, and throw {@link SdkException}, which {@link
 * AwsFailure} puts into words.
 */
public final class CheckApi {
    private final EcsClient ecs;
    private final ElasticLoadBalancingV2Client loadBalancing;
    private final Function<String, CloudWatchLogsClient> logs;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> identify;

    /** @param logs CloudWatch Logs of a region */
    CheckApi(
            EcsClient ecs,
            ElasticLoadBalancingV2Client loadBalancing,
            Function<String, CloudWatchLogsClient> logs,
            Consumer<AwsRequestOverrideConfiguration.Builder> identify) {
        this.ecs = ecs;
        this.loadBalancing = loadBalancing;
        this.logs = logs;
        this.identify = identify;
    }

    /** The cluster of that name or ARN, whatever its state; nothing where there is none. */
    public Optional<Cluster> cluster(String cluster) {
        return ecs.describeClusters(r -> r.clusters(cluster).overrideConfiguration(identify)).clusters().stream()
                .findFirst();
    }

    /** Whether there is a log group of exactly that name. */
    public boolean hasLogGroup(String region, String name) {
        return logs
                .apply(region)
                .describeLogGroupsPaginator(r -> r.logGroupNamePrefix(name).overrideConfiguration(identify))
                .logGroups()
                .stream()
                .anyMatch(group -> group.logGroupName().equals(name));
    }

    /** @throws software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException if there is none */
    public Optional<TargetGroup> targetGroup(String arn) {
        return loadBalancing
                .describeTargetGroups(r -> r.targetGroupArns(arn).overrideConfiguration(identify))
                .targetGroups()
                .stream()
                .findFirst();
    }

    /** @throws software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException if there is none */
    public Optional<TargetGroup> targetGroupOfName(String name) {
        return loadBalancing
                .describeTargetGroups(r -> r.names(name).overrideConfiguration(identify))
                .targetGroups()
                .stream()
                .findFirst();
    }
}
