package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedGroup;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.DeploymentTestBase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.EcsControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** An emulator with the cluster c1 and the service shop of CodeDeploy, which runs two tasks of shop:1. */
abstract class BlueGreenTestBase extends DeploymentTestBase {
    static final String SHOP = "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":"
            + "\"registry/shop:1\",\"memory\":128,\"essential\":true,\"portMappings\":[{\"containerPort\":8080}]}]}";

    EmulatedGroup group;

    @BeforeEach
    void blueGreen() {
        emulator.registerTaskDefinition(SHOP);
        web = emulator.blueGreenService(CLUSTER, "shop", "shop:1", 2);
        web.scene(Scene.rollout(Duration.ofMinutes(2)));
        group = web.group();
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    @Override
    protected DeploymentRuntime runtime() {
        return new DeploymentRuntime(
                time, poller, List.of(new EcsControllerType(), new CodeDeployControllerType()), answers);
    }

    /** A request to deploy another image to the service. */
    static RequestBuilder shop(String image) {
        return document(SHOP.replace("registry/shop:1", image)).service("shop");
    }

    static BlueGreenOptions waitUntil(WaitUntil until) {
        return options(Optional.empty(), Optional.empty(), Optional.empty(), until);
    }

    static BlueGreenOptions appSpec(String text) {
        return new BlueGreenOptions(
                Optional.of(new SourceText("appspec.yaml", text, true)),
                Placeholders.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                WaitUntil.DONE);
    }

    static BlueGreenOptions options(
            Optional<String> config, Optional<String> group, Optional<String> description, WaitUntil until) {
        return new BlueGreenOptions(
                Optional.empty(),
                Placeholders.none(),
                group.map(name -> "AppECS-c1-shop"),
                group,
                config,
                description,
                false,
                until);
    }

    /** How often the action was carried out. */
    long done(String action) {
        return emulator.calls(action).stream().filter(Call::done).count();
    }

    /** Deployments that our calls and CodeDeploy itself have made; the service was placed with one. */
    List<String> deployments() {
        List<String> all = group.deployments();
        return all.subList(0, all.size() - 1);
    }
}
