package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECS refuses at once, and what it finds out later. */
class EcsEmulatorStrategyRefusalTest extends StrategyTestBase {
    private static final String GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/";
    private static final String RULE =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/a/1/2/";

    private String configure(String configuration) {
        ObjectNode request = Json.object().put("cluster", "c1").put("service", "web");
        request.set("deploymentConfiguration", read(configuration.replace('\'', '"')));
        return refused("UpdateService", request);
    }

    private String hook(String hook) {
        return configure("{'strategy':'BLUE_GREEN','bakeTimeInMinutes':1,'lifecycleHooks':[" + hook + "]}");
    }

    private static ObjectNode balancer(String name) {
        ObjectNode balancer = Json.object()
                .put("targetGroupArn", GROUP + name + "/1")
                .put("containerName", "web")
                .put("containerPort", 8080);
        balancer.putObject("advancedConfiguration")
                .put("alternateTargetGroupArn", GROUP + name + "-alternate/1")
                .put("productionListenerRule", RULE + "1")
                .put("testListenerRule", RULE + "2")
                .put("roleArn", "arn:aws:iam::123456789012:role/elb");
        return balancer;
    }

    private String balance(ObjectNode... balancers) {
        ObjectNode request = Json.object().put("cluster", "c1").put("service", "web");
        request.putObject("deploymentConfiguration")
                .put("strategy", "BLUE_GREEN")
                .put("bakeTimeInMinutes", 1);
        ArrayNode list = request.putArray("loadBalancers");
        for (ObjectNode balancer : balancers) {
            list.add(balancer);
        }
        return refused("UpdateService", request);
    }

    private static ObjectNode advanced(ObjectNode balancer) {
        return (ObjectNode) balancer.path("advancedConfiguration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'strategy':'GREEN'}",
                "{'strategy':'BLUE_GREEN','bakeTimeInMinutes':1441}",
                "{'strategy':'LINEAR','linearConfiguration':{'stepPercent':2.9}}",
                "{'strategy':'LINEAR','linearConfiguration':{'stepPercent':10.05}}",
                "{'strategy':'LINEAR','linearConfiguration':{'stepBakeTimeInMinutes':1441}}",
                "{'strategy':'CANARY','canaryConfiguration':{'canaryPercent':0}}",
                "{'strategy':'CANARY','canaryConfiguration':{'canaryPercent':100.1}}",
                "{'strategy':'CANARY','canaryConfiguration':{'canaryBakeTimeInMinutes':-1}}"
            })
    void numbersOutOfRangeAreRefused(String configuration) {
        assertThat(configure(configuration)).startsWith("InvalidParameterException: ");
        assertThat(describe().deploymentConfiguration().strategyAsString()).isEqualTo("ROLLING");
    }

    @Test
    void aBlueGreenServiceNeedsABakeTime() {
        assertThat(refused("CreateService", (ObjectNode) read("{\"cluster\":\"c1\",\"serviceName\":\"new\","
                        + "\"taskDefinition\":\"web\",\"desiredCount\":1,"
                        + "\"deploymentConfiguration\":{\"strategy\":\"BLUE_GREEN\"}}")))
                .startsWith("InvalidParameterException: bakeTimeInMinutes is required");
    }

    @Test
    void anotherControllerHasNoStrategies() {
        assertThat(refused("CreateService", (ObjectNode) read("{\"cluster\":\"c1\",\"serviceName\":\"new\","
                        + "\"taskDefinition\":\"web\",\"desiredCount\":1,"
                        + "\"deploymentController\":{\"type\":\"CODE_DEPLOY\"},"
                        + "\"deploymentConfiguration\":{\"strategy\":\"CANARY\"}}")))
                .startsWith("InvalidParameterException: ");
    }

    @Test
    void defaultsAreFilledInAndWhatIsForAnotherStrategyIsDropped() {
        configure("{'strategy':'LINEAR','canaryConfiguration':{'canaryPercent':1}}");
        JsonNode linear = read(web.describe()).path("deploymentConfiguration");
        assertThat(linear.at("/linearConfiguration/stepPercent").asDouble()).isEqualTo(10);
        assertThat(linear.at("/linearConfiguration/stepBakeTimeInMinutes").asInt())
                .isEqualTo(6);
        assertThat(linear.has("canaryConfiguration")).isFalse();
        configure("{'strategy':'CANARY'}");
        JsonNode canary = read(web.describe()).path("deploymentConfiguration");
        assertThat(canary.at("/canaryConfiguration/canaryPercent").asDouble()).isEqualTo(5);
        assertThat(canary.at("/canaryConfiguration/canaryBakeTimeInMinutes").asInt())
                .isEqualTo(10);
        assertThat(canary.has("linearConfiguration")).isFalse();
    }

    @Test
    void aHookHasTheDefaultsOfEcs() {
        assertThat(hook("{'targetType':'PAUSE','lifecycleStages':['POST_SCALE_UP']}"))
                .isEqualTo("not refused");
        JsonNode hook = read(web.describe()).at("/deploymentConfiguration/lifecycleHooks/0");
        assertThat(hook.at("/timeoutConfiguration/timeoutInMinutes").asInt()).isEqualTo(1440);
        assertThat(hook.at("/timeoutConfiguration/action").asText()).isEqualTo("ROLLBACK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'targetType':'WAIT','lifecycleStages':['POST_SCALE_UP']}"
                        + "| Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE",
                "{'targetType':'PAUSE','lifecycleStages':['TEST_TRAFFIC_SHIFT']}"
                        + "| Invalid lifecycle stage provided for Pause Hook",
                "{'targetType':'PAUSE','lifecycleStages':['PRODUCTION_TRAFFIC_SHIFT']}"
                        + "| Invalid lifecycle stage provided for Pause Hook",
                "{'targetType':'PAUSE','lifecycleStages':['BAKE_TIME']}"
                        + "| Invalid lifecycle stage provided for Pause Hook",
                "{'targetType':'PAUSE'}| lifecycleStages is required",
                "{'targetType':'PAUSE','lifecycleStages':['POST_SCALE_UP'],'roleArn':'r'}| do not use",
                "{'targetType':'PAUSE','lifecycleStages':['POST_SCALE_UP'],"
                        + "'timeoutConfiguration':{'timeoutInMinutes':20161}}| 20160",
                "{'targetType':'PAUSE','lifecycleStages':['POST_SCALE_UP'],"
                        + "'timeoutConfiguration':{'action':'STOP'}}| Invalid action",
                // What is left of a pause hook that went through an SDK which does not know it.
                "{'lifecycleStages':['POST_SCALE_UP']}| hookTargetArn and roleArn are required",
                "{'lifecycleStages':['SCALE_UP'],'hookTargetArn':'a','roleArn':'r'}| Invalid lifecycle stage"
            })
    void hooksThatCannotBeAreRefused(String hook, String words) {
        assertThat(hook(hook.replace("\"", "")))
                .startsWith("InvalidParameterException: ")
                .contains(words);
    }

    @Test
    void thereAreAtMostTenHooksOfAKind() {
        String hook = "{'targetType':'PAUSE','lifecycleStages':['POST_SCALE_UP']}";
        String ten = hook + ("," + hook).repeat(9);
        assertThat(hook(ten)).isEqualTo("not refused");
        assertThat(hook(ten + ",{'lifecycleStages':['POST_SCALE_UP'],'hookTargetArn':'a','roleArn':'r'}"))
                .isEqualTo("not refused");
        assertThat(hook(ten + "," + hook)).startsWith("InvalidParameterException: ");
    }

    @Test
    void loadBalancersAreRefusedInTheWordsOfEcs() {
        assertThat(balance(balancer("a"))).isEqualTo("not refused");
        assertThat(balance(balancer("a").without("advancedConfiguration")))
                .isEqualTo("InvalidParameterException: advancedConfiguration field is required for all loadBalancers"
                        + " when using a non-ROLLING deployment strategy");
        ObjectNode listener = balancer("a");
        String arn = RULE.replace("listener-rule", "listener");
        advanced(listener).put("productionListenerRule", arn);
        assertThat(balance(listener))
                .isEqualTo(
                        "InvalidParameterException: productionListenerRule has an invalid ARN format. Must be RuleArn"
                                + " for ALB or ListenerArn for NLB. Got: " + arn);
        ObjectNode same = balancer("a");
        advanced(same).put("testListenerRule", RULE + "1");
        assertThat(balance(same))
                .isEqualTo("InvalidParameterException: The following rules cannot be used as both production and test"
                        + " listener rules: " + RULE + "1");
        assertThat(balance(balancer("a"), balancer("a")))
                .isEqualTo("InvalidParameterException: Duplicate targetGroupArn found: " + GROUP + "a/1");
        ObjectNode classic = balancer("a").put("loadBalancerName", "old");
        assertThat(balance(classic))
                .isEqualTo("InvalidParameterException: advancedConfiguration field is not allowed with ELBv1"
                        + " loadBalancers");
    }

    @Test
    void aRollingServiceMayHaveAllOrNoneOfThem() {
        ObjectNode request = Json.object().put("cluster", "c1").put("service", "web");
        request.putArray("loadBalancers").add(balancer("a")).add(balancer("b").without("advancedConfiguration"));
        assertThat(refused("UpdateService", request))
                .isEqualTo("InvalidParameterException: Either all or none of the provided loadBalancers must have"
                        + " advancedConfiguration defined");
    }

    @ParameterizedTest
    @EnumSource(NetworkFault.class)
    void whatIsWrongWithTheNetworkIsFoundOutLater(NetworkFault fault) {
        web.blueGreen(Duration.ZERO).traffic().fault(fault);
        update("web:2");
        pass(60);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(reason())
                .startsWith("Service deployment rolled back because of invalid networking configuration")
                .doesNotContain("%");
        assertThat(web.events()).anyMatch(event -> event.contains("deployment failed: " + reason()));
        assertThat(describe().taskDefinition()).endsWith("/web:1");
        web.traffic().fault(null);
        update("web:3");
        pass(100);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void theMissingRoleIsNamed() {
        web.blueGreen(Duration.ZERO).traffic().fault(NetworkFault.ROLE);
        update("web:2");
        pass(60);
        assertThat(reason())
                .endsWith(
                        ". ECS was unable to manage the ELB resources due to missing permissions on ECS Infrastructure"
                                + " Role 'arn:aws:iam::123456789012:role/ecsInfrastructureRole'.");
    }
}
