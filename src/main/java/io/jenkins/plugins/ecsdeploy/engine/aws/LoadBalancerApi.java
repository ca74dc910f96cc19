package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/**
 * The calls to Elastic Load Balancing that the engine makes, as one identity, to say where traffic comes in. All of them
 * block, and throw {@link SdkException}, which {@link AwsFailure} puts into words.
 */
public final class LoadBalancerApi {
    private final ElasticLoadBalancingV2Client client;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> identify;

    LoadBalancerApi(ElasticLoadBalancingV2Client client, Consumer<AwsRequestOverrideConfiguration.Builder> identify) {
        this.client = client;
        this.identify = identify;
    }

    public List<Listener> listeners(Collection<String> arns) {
        return client.describeListeners(r -> r.listenerArns(arns).overrideConfiguration(identify))
                .listeners();
    }

    /** The name by which the load balancer is found in DNS. */
    public Optional<String> host(String loadBalancerArn) {
        return client
                .describeLoadBalancers(r -> r.loadBalancerArns(loadBalancerArn).overrideConfiguration(identify))
                .loadBalancers()
                .stream()
                .map(LoadBalancer::dnsName)
                .findFirst();
    }
}
