package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.RawCall;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RetryingHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.DeploymentTestBase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** An emulator with the cluster c1 and the service shop, which runs two tasks of shop:1 with a port. */
abstract class StrategyTestBase extends DeploymentTestBase {
    static final String SHOP = "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":"
            + "\"registry/shop:1\",\"memory\":128,\"essential\":true,\"portMappings\":[{\"containerPort\":8080}]}]}";

    @BeforeEach
    void shop() {
        emulator.registerTaskDefinition(SHOP);
        web = emulator.service(CLUSTER, "shop", "shop:1", 2);
        web.scene(Scene.rollout(Duration.ofMinutes(2)));
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    /** A request to deploy another image to the service. */
    static RequestBuilder shop(String image) {
        return document(SHOP.replace("registry/shop:1", image)).service("shop");
    }

    static RequestBuilder shop(WaitUntil until) {
        return shop("registry/shop:2").blueGreen(until(until));
    }

    static BlueGreenOptions until(WaitUntil until) {
        return new BlueGreenOptions(
                Optional.empty(),
                Placeholders.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                until);
    }

    /** The newest service deployment as ECS shows it. */
    JsonNode deployment() {
        try {
            return new ObjectMapper().readTree(web.describeDeployment());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody else answers at the gate. */
    void answerElsewhere(String action) {
        for (JsonNode hook : deployment().path("lifecycleHookDetails")) {
            if (hook.path("status").asText().equals("AWAITING_ACTION")) {
                new RawCall(emulator)
                        .call(
                                "ContinueServiceDeployment",
                                "{\"serviceDeploymentArn\":\""
                                        + deployment()
                                                .path("serviceDeploymentArn")
                                                .asText() + "\",\"hookId\":\""
                                        + hook.path("hookId").asText() + "\",\"action\":\"" + action + "\"}");
            }
        }
    }

    /** The deployment as its controller sees it. */
    DeploymentContext context() {
        return new DeploymentContext(
                shop(WaitUntil.DONE).build(), record, new RetryingHost(host, time), time::now, answers, () -> false);
    }

    /** How often the action was carried out. */
    long done(String action) {
        return emulator.calls(action).stream().filter(Call::done).count();
    }
}
