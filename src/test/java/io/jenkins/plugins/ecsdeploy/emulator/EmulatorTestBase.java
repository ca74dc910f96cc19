package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** An emulator with the cluster c1, revisions web:1 and web:2, and the service web running two tasks of web:1. */
abstract class EmulatorTestBase {
    static final String WEB =
            "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:1\","
                    + "\"memory\":128,\"portMappings\":[{\"containerPort\":8080}]}]}";

    final EcsEmulator emulator = EcsEmulator.start();
    final EcsClient ecs = EmulatorClients.ecs(emulator);
    final EmulatedService web;

    EmulatorTestBase() {
        emulator.cluster("c1");
        emulator.registerTaskDefinition(WEB);
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:2"));
        web = emulator.service("c1", "web", "web:1", 2);
    }

    @AfterEach
    void close() {
        ecs.close();
        emulator.close();
    }

    /** Moves the emulator's clock by that many seconds. */
    void pass(long seconds) {
        emulator.clock().advance(Duration.ofSeconds(seconds));
    }

    Service update(String taskDefinition) {
        return ecs.updateService(r -> r.cluster("c1").service("web").taskDefinition(taskDefinition))
                .service();
    }

    Service describe() {
        return ecs.describeServices(r -> r.cluster("c1").services("web"))
                .services()
                .get(0);
    }

    /** The newest service deployment of web. */
    ServiceDeployment deployment() {
        return deployment(web.deploymentArns().get(0));
    }

    ServiceDeployment deployment(String arn) {
        return ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(arn))
                .serviceDeployments()
                .get(0);
    }
}
