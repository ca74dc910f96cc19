package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What ECS shows and allows of a service that CodeDeploy deploys to. */
class CodeDeployServiceTest extends CodeDeployTestBase {
    private final EcsClient ecs = EmulatorClients.ecs(emulator);

    @AfterEach
    void closeClient() {
        ecs.close();
    }

    private Service update(Consumer<UpdateServiceRequest.Builder> change) {
        UpdateServiceRequest.Builder request =
                UpdateServiceRequest.builder().cluster("c1").service("web");
        change.accept(request);
        return ecs.updateService(request.build()).service();
    }

    private void refuses(Consumer<UpdateServiceRequest.Builder> change) {
        String before = web.describe();
        assertThatThrownBy(() -> update(change))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger");
        assertThat(web.describe()).isEqualTo(before);
    }

    @Test
    void updateServiceRefusesWhatCodeDeployIsFor() {
        refuses(r -> r.taskDefinition("web:2"));
        refuses(r -> r.forceNewDeployment(true));
        refuses(r -> r.loadBalancers(b -> b.containerName("web").containerPort(8080)));
        refuses(r -> r.networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1"))));
        refuses(r -> r.platformVersion("1.4.0"));
        refuses(r -> r.serviceRegistries(s -> s.registryArn("arn:aws:servicediscovery:x")));
        refuses(r -> r.capacityProviderStrategy(c -> c.capacityProvider("FARGATE")));
    }

    @Test
    void updateServiceScalesEveryTaskSetAndStartsNoDeployment() {
        String id = deploy();
        pass(65);
        Service service = update(r -> r.desiredCount(3)
                .deploymentConfiguration(c -> c.maximumPercent(150).minimumHealthyPercent(50))
                .healthCheckGracePeriodSeconds(30)
                .enableECSManagedTags(true));
        assertThat(service.desiredCount()).isEqualTo(3);
        assertThat(service.taskSets()).hasSize(2).allMatch(set -> set.computedDesiredCount() == 3);
        pass(100);
        assertThat(status(id)).isEqualTo("Succeeded");
        assertThat(service().path("runningCount").asInt()).isEqualTo(3);
        assertThat(service().at("/deploymentConfiguration/maximumPercent").asInt())
                .isEqualTo(150);
        update(r -> r.desiredCount(1));
        pass(60);
        assertThat(service().path("runningCount").asInt()).isEqualTo(1);
    }

    @Test
    void theSdkReadsTaskSets() {
        String id = deploy();
        pass(2);
        Service service = ecs.describeServices(r -> r.cluster("c1").services("web"))
                .services()
                .get(0);
        assertThat(service.hasDeployments()).isTrue();
        assertThat(service.deployments()).isEmpty();
        assertThat(service.taskSets().get(0)).satisfies(set -> {
            assertThat(set.status()).isEqualTo("ACTIVE");
            assertThat(set.externalId()).isEqualTo(id);
            assertThat(set.taskDefinition()).endsWith("/web:2");
            assertThat(set.stabilityStatusAsString()).isEqualTo("STABILIZING");
        });
        assertThat(ecs.listTasks(r -> r.cluster("c1")
                                .startedBy(service.taskSets().get(0).id()))
                        .taskArns())
                .hasSize(2);
    }

    @Test
    void createServiceBeginsWithATaskSetOfItsOwn() {
        ecs.createService(r -> r.cluster("c1")
                .serviceName("api")
                .taskDefinition("web:1")
                .desiredCount(1)
                .deploymentController(c -> c.type("CODE_DEPLOY"))
                .loadBalancers(b -> b.targetGroupArn("arn:aws:elasticloadbalancing:x:targetgroup/t/1")
                        .containerName("web")
                        .containerPort(8080)));
        pass(60);
        Service service = ecs.describeServices(r -> r.cluster("c1").services("api"))
                .services()
                .get(0);
        assertThat(service.runningCount()).isEqualTo(1);
        assertThat(service.taskSets()).singleElement().satisfies(set -> {
            assertThat(set.status()).isEqualTo("PRIMARY");
            assertThat(set.stabilityStatusAsString()).isEqualTo("STEADY_STATE");
        });
    }

    @Test
    void capacityProvidersThatTheAppSpecLeavesOutAreLost() {
        ecs.createService(r -> r.cluster("c1")
                .serviceName("api")
                .taskDefinition("web:1")
                .desiredCount(1)
                .capacityProviderStrategy(c -> c.capacityProvider("spot").weight(1))
                .loadBalancers(b -> b.targetGroupArn("arn:aws:elasticloadbalancing:x:targetgroup/t/1")
                        .containerName("web")
                        .containerPort(8080)));
        pass(60);
        EmulatedGroup group =
                emulator.service("c1", "api").blueGreen("api", "api").group();
        emulator.service("c1", "api").scene(Scene.healthy());
        group.deploy("web:2", "user");
        pass(60);
        JsonNode service = read(emulator.service("c1", "api").describe());
        assertThat(service.path("taskDefinition").asText()).endsWith("/web:2");
        assertThat(service.has("capacityProviderStrategy")).isFalse();
        assertThat(service.path("launchType").asText()).isEqualTo("EC2");
    }

    @Test
    void capacityProvidersOfTheAppSpecAreThoseOfTheService() {
        String content = request().at("/revision/appSpecContent/content").asText();
        String id = deploy(with(
                named(),
                content.replace(
                        "        LoadBalancerInfo",
                        "        CapacityProviderStrategy: [{CapacityProvider: spot, Base: 1, Weight: 2}]\n"
                                + "        LoadBalancerInfo")));
        pass(80);
        assertThat(status(id)).isEqualTo("Succeeded");
        assertThat(service().at("/capacityProviderStrategy/0/capacityProvider").asText())
                .isEqualTo("spot");
        assertThat(service().has("launchType")).isFalse();
    }
}
