package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;

/** Where a task runs. */
class TaskPlacementTest {
    private static final Service FARGATE = Service.builder()
            .taskDefinition("web:1")
            .launchType(LaunchType.FARGATE)
            .platformVersion("1.4.0")
            .networkConfiguration(n -> n.awsvpcConfiguration(
                    v -> v.subnets("subnet-1").securityGroups("sg-1").assignPublicIp("DISABLED")))
            .build();

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        Map.of("launchType", "FARGATE_SPOT"),
                        "launchType is 'FARGATE_SPOT'. Give FARGATE, EC2, EXTERNAL; for FARGATE_SPOT give"
                                + " capacityProviderStrategy: [[capacityProvider: 'FARGATE_SPOT', weight: 1]]"),
                Arguments.of(
                        Map.of(
                                "launchType",
                                "EC2",
                                "capacityProviderStrategy",
                                List.of(Map.of("capacityProvider", "a"))),
                        "launchType and capacityProviderStrategy each say what the task runs on, and ECS takes one of them."
                                + " Keep one"),
                Arguments.of(
                        Map.of("capacityProviderStrategy", List.of(Map.of("capacityProvidr", "a"))),
                        "capacityProviderStrategy[0].capacityProvidr is nothing that ECS takes (did you mean"
                                + " capacityProvider?); an entry has capacityProvider, weight and base"),
                Arguments.of(Map.of("capacityProviderStrategy", List.of()), "has 0 entries. ECS takes 1 to 20"),
                Arguments.of(
                        Map.of("subnets", "subnet-1"),
                        "subnets is a text; expected a list, such as subnets: ['subnet-"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrong(Map<String, ?> arguments, String message) {
        assertThatThrownBy(() -> TaskPlacement.of(arguments))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isAsTheServiceIs() {
        assertThat(over(Map.of(), FARGATE, true))
                .isEqualTo("{\"launchType\":\"FARGATE\",\"platformVersion\":\"1.4.0\",\"networkConfiguration\":"
                        + "{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"],\"securityGroups\":[\"sg-1\"],"
                        + "\"assignPublicIp\":\"DISABLED\"}}}");
    }

    /** The platform version belongs to what the service runs on. */
    @Test
    void elsewhereNothingOfTheServicesCapacityIsLeft() {
        assertThat(over(Map.of("launchType", "EC2"), FARGATE, true))
                .startsWith("{\"launchType\":\"EC2\",\"networkConfiguration\"");
    }

    @Test
    void takesCapacityProvidersAndPlacementOfTheService() {
        Service service = Service.builder()
                .taskDefinition("web:1")
                .capacityProviderStrategy(
                        p -> p.capacityProvider("asg").weight(1).base(0))
                .placementConstraints(p -> p.type("memberOf").expression("attribute:stack == db"))
                .placementStrategy(p -> p.type("spread").field("instanceId"))
                .build();

        assertThat(over(Map.of(), service, false))
                .isEqualTo("{\"capacityProviderStrategy\":[{\"capacityProvider\":\"asg\",\"weight\":1,\"base\":0}],"
                        + "\"placementConstraints\":[{\"type\":\"memberOf\",\"expression\":\"attribute:stack == db\"}],"
                        + "\"placementStrategy\":[{\"type\":\"spread\",\"field\":\"instanceId\"}]}");
    }

    /** CodeDeploy's services have it with the task set that serves. */
    @Test
    void takesTheTaskSetThatServes() {
        Service service = Service.builder()
                .taskDefinition("old:1")
                .taskSets(
                        s -> s.status("ACTIVE").taskDefinition("web:3").launchType("EC2"),
                        s -> s.status("PRIMARY")
                                .taskDefinition("web:2")
                                .launchType("FARGATE")
                                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-2"))))
                .build();

        assertThat(over(Map.of(), service, true)).contains("FARGATE").contains("subnet-2");
        assertThat(ServicePlacement.of(service).revision()).isEqualTo("web:2");
    }

    @Test
    void aNetworkIsNeededWithAwsvpcAlone() {
        assertThatThrownBy(() -> TaskPlacement.asTheService().over(Optional.empty(), true))
                .hasMessageContaining(
                        "no service is named to take it from. Give subnets and securityGroups, or name a");
        assertThatThrownBy(() ->
                        TaskPlacement.of(Map.of("subnets", List.of("subnet-1"))).over(Optional.empty(), false))
                .hasMessageContaining("subnets cannot be given: only a task definition with the network mode awsvpc");
    }

    private static String over(Map<String, ?> arguments, Service service, boolean needsNetwork) {
        return TaskPlacement.of(arguments)
                .over(Optional.of(ServicePlacement.of(service)), needsNetwork)
                .toString();
    }
}
