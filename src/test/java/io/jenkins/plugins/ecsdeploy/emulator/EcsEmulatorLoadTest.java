package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Many services, many callers, and clocks that run. */
class EcsEmulatorLoadTest {
    private static final int SERVICES = 500;

    @Test
    void fiveHundredDeploymentsFromManyThreads() throws Exception {
        try (EcsEmulator emulator = EcsEmulator.start();
                EcsClient ecs = EmulatorClients.ecs(emulator)) {
            emulator.cluster("c1");
            emulator.registerTaskDefinition(EmulatorTestBase.WEB);
            emulator.registerTaskDefinition(EmulatorTestBase.WEB.replace("web:1", "web:2"));
            emulator.defaultScene(Scene.rollout(Duration.ofMinutes(5)));
            for (int i = 0; i < SERVICES; i++) {
                emulator.service("c1", "s" + i, "web:1", 2);
            }
            ExecutorService threads = Executors.newFixedThreadPool(16);
            List<Future<?>> updates = new ArrayList<>();
            for (int i = 0; i < SERVICES; i++) {
                String name = "s" + i;
                updates.add(threads.submit(() ->
                        ecs.updateService(r -> r.cluster("c1").service(name).taskDefinition("web:2"))));
            }
            for (Future<?> update : updates) {
                update.get();
            }
            threads.shutdown();
            assertThat(emulator.calls("UpdateService")).hasSize(SERVICES).allMatch(Call::done);
            assertThat(statuses(emulator, ecs)).containsOnly(ServiceDeploymentStatus.PENDING);
            emulator.clock().advance(Duration.ofMinutes(4));
            assertThat(statuses(emulator, ecs)).containsOnly(ServiceDeploymentStatus.IN_PROGRESS);
            emulator.clock().advance(Duration.ofMinutes(1));
            assertThat(statuses(emulator, ecs)).containsOnly(ServiceDeploymentStatus.SUCCESSFUL);
        }
    }

    @Test
    void aRunningClockGoesOnByItself() {
        try (EcsEmulator emulator = EcsEmulator.start(EmulatorClock.running(3600));
                EcsClient ecs = EmulatorClients.ecs(emulator)) {
            emulator.cluster("c1");
            emulator.registerTaskDefinition(EmulatorTestBase.WEB);
            EmulatedService web = emulator.service("c1", "web", "web:1", 1);
            ecs.updateService(r -> r.cluster("c1").service("web").forceNewDeployment(true));
            ServiceDeployment deployment;
            do {
                deployment = ecs.describeServiceDeployments(r ->
                                r.serviceDeploymentArns(web.deploymentArns().get(0)))
                        .serviceDeployments()
                        .get(0);
            } while (deployment.finishedAt() == null);
            assertThat(Duration.between(deployment.createdAt(), deployment.finishedAt()))
                    .isCloseTo(Duration.ofSeconds(30), Duration.ofMillis(2));
        }
    }

    private static List<ServiceDeploymentStatus> statuses(EcsEmulator emulator, EcsClient ecs) {
        List<ServiceDeploymentStatus> result = new ArrayList<>();
        for (int i = 0; i < SERVICES; i += 20) {
            List<String> arns = new ArrayList<>();
            for (int j = i; j < i + 20; j++) {
                arns.add(emulator.service("c1", "s" + j).deploymentArns().get(0));
            }
            ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(arns))
                    .serviceDeployments()
                    .forEach(deployment -> result.add(deployment.status()));
        }
        assertThat(result).hasSize(SERVICES);
        return result;
    }
}
