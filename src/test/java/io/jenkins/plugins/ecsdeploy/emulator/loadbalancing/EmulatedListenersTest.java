package io.jenkins.plugins.ecsdeploy.emulator.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;

class EmulatedListenersTest {
    private final EcsEmulator emulator = EcsEmulator.start();
    private final ElasticLoadBalancingV2Client elb = EmulatorClients.loadBalancing(emulator, emulator.credentials());
    private final Arns arns = new Arns(emulator.region(), emulator.account());

    @AfterEach
    void close() {
        elb.close();
        emulator.close();
    }

    @Test
    void listenersTellTheirPortAndTheirLoadBalancer() {
        String https = arns.listener("app", "web", 443);
        String test = arns.listener("app", "web", 8080);

        var listeners = elb.describeListeners(r -> r.listenerArns(https, test)).listeners();

        assertThat(listeners).extracting(Listener::listenerArn).containsExactly(https, test);
        assertThat(listeners).extracting(Listener::port).containsExactly(443, 8080);
        assertThat(listeners).extracting(Listener::protocolAsString).containsExactly("HTTPS", "HTTP");
        String balancer = listeners.get(0).loadBalancerArn();
        assertThat(elb.describeLoadBalancers(r -> r.loadBalancerArns(balancer)).loadBalancers())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.loadBalancerName()).isEqualTo("web");
                    assertThat(found.dnsName()).endsWith(".eu-central-1.elb.amazonaws.com");
                });
    }

    @Test
    void whatIsNotThereIsRefused() {
        String other = arns.listener("app", "web", 443).replace(emulator.account(), "210987654321");

        assertThatThrownBy(() -> elb.describeListeners(r -> r.listenerArns(other)))
                .isInstanceOf(ListenerNotFoundException.class);
        assertThatThrownBy(() -> elb.describeLoadBalancers(r -> r.loadBalancerArns(other)))
                .isInstanceOf(LoadBalancerNotFoundException.class);
    }

    @Test
    void aMissingPermissionIsNamed() {
        emulator.faults().deny("DescribeListeners");

        assertThatThrownBy(() -> elb.describeListeners(r -> r.listenerArns(arns.listener("app", "web", 443))))
                .isInstanceOf(ElasticLoadBalancingV2Exception.class)
                .hasMessageContaining("elasticloadbalancing:DescribeListeners on resource: *");
    }
}
