package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** What CodeDeploy is not told, the service loses; so everything that it has is told. */
class LiveAppSpecTest {
    private static final Service.Builder BALANCED = Service.builder()
            .serviceName("web")
            .loadBalancers(balancer -> balancer.containerName("web").containerPort(80));

    @Test
    void everythingThatTheServiceHasIsKept() throws Exception {
        Service service = BALANCED.build().toBuilder()
                .platformVersion("1.4.0")
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1", "subnet-2")
                        .securityGroups("sg-1")
                        .assignPublicIp(AssignPublicIp.ENABLED)))
                .capacityProviderStrategy(
                        one -> one.capacityProvider("FARGATE").base(1).weight(1),
                        two -> two.capacityProvider("FARGATE_SPOT").weight(3))
                .build();

        assertThat(Json.MAPPER.readTree(LiveAppSpec.of(service).text("arn"))).isEqualTo(Json.MAPPER.readTree("""
                        {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {
                          "TaskDefinition": "arn",
                          "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 80},
                          "PlatformVersion": "1.4.0",
                          "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1", "subnet-2"],
                            "SecurityGroups": ["sg-1"], "AssignPublicIp": "ENABLED"}},
                          "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE", "Base": 1, "Weight": 1},
                            {"CapacityProvider": "FARGATE_SPOT", "Base": 0, "Weight": 3}]
                        }}}]}
                        """));
    }

    @Test
    void whatOnlyTheTaskSetHasIsKept() {
        Service service = BALANCED.build().toBuilder()
                .taskSets(TaskSet.builder()
                        .status("PRIMARY")
                        .capacityProviderStrategy(one -> one.capacityProvider("FARGATE_SPOT"))
                        .build())
                .build();

        assertThat(LiveAppSpec.of(service).text("arn")).contains("FARGATE_SPOT");
    }

    @Test
    void withoutALoadBalancerItIsRefused() {
        assertThatThrownBy(() ->
                        LiveAppSpec.of(Service.builder().serviceName("web").build()))
                .hasMessageContaining(
                        "Service web has no load balancer, and CodeDeploy deploys to ECS only behind one");
    }
}
