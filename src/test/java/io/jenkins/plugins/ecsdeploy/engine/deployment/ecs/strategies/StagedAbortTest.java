package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In each of its stages a deployment can be stopped and brought back, and is followed to the end of that. */
class StagedAbortTest extends StrategyTestBase {
    @BeforeEach
    void strategy() {
        web.canary(10, 2)
                .bake(Duration.ofMinutes(3))
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(1), "CONTINUE");
    }

    /** PRE_SCALE_UP, SCALE_UP, the gate, the first step, BAKE_TIME. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60, 130, 220, 330, 400})
    void anAbortBringsTheServiceBack(int seconds) {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(seconds));

        driver.abort(OnAbort.ROLLBACK, () -> {});
        time.pass(Duration.ofSeconds(1));
        resume(DeployRequest.toFollow(record));
        time.passUntilIdle();

        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(web.traffic().rules()).doesNotContain("shop-green\":100");
        assertThat(calls("UpdateService")).isEqualTo(1);
        assertThat(done("StopServiceDeployment")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 130, 220, 330})
    void whereEcsCannotStopItTheTrafficGoesBackWithoutAnotherDeployment(int seconds) {
        emulator.abortKnown(false);
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(seconds));

        driver.abort(OnAbort.STOP, () -> {});
        time.pass(Duration.ofMinutes(5));

        assertThat(host.log).anyMatch(line -> line.contains("ECS answered: InvalidParameterException"));
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(calls("UpdateService")).isEqualTo(1);
        assertThat(deployment().path("status").asText()).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    @Test
    void itIsStoppedWhereItIs() {
        emulator.abortKnown(true);
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(220));

        driver.abort(OnAbort.STOP, () -> {});
        time.pass(Duration.ofMinutes(5));

        JsonNode stopped = deployment();
        assertThat(stopped.path("status").asText()).isEqualTo("STOPPED");
        assertThat(stopped.at("/targetServiceRevision/requestedProductionTrafficWeight")
                        .asDouble())
                .isEqualTo(10);
    }

    /** Another build takes the active deployment back. */
    @ParameterizedTest
    @ValueSource(ints = {60, 130, 220, 330, 400})
    void ecsRollbackTakesItBack(int seconds) {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(seconds));
        driver.cancel();

        another(asItIs().service("shop")
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(record.taskDefinitionArn()).endsWith("shop:1");
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    /** When it has ended the old tasks are gone: that is a deployment of its own, with its stages. */
    @Test
    void afterTheEndEcsRollbackIsADeploymentWithStages() {
        deploy(shop("registry/shop:2").build());

        another(asItIs().service("shop")
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).anyMatch(line -> line.startsWith("  Stage BAKE_TIME since"));
        assertThat(web.taskDefinition()).endsWith("shop:1");
    }

    /** It was too late: the deployment had succeeded before ECS could take it back. */
    @Test
    void ecsRollbackThatComesTooLateDeploysTheRevisionBefore() {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(330));
        while (!deployment().path("lifecycleStage").asText().equals("CLEAN_UP")) {
            time.pass(Duration.ofSeconds(1));
        }
        driver.cancel();

        another(asItIs().service("shop")
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).anyMatch(line -> line.startsWith("The deployment had succeeded before ECS could"));
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(calls("UpdateService")).isEqualTo(2);
    }

    @Test
    void aDeploymentAtAGateIsInTheWayOfAnother() {
        web.pause("POST_SCALE_UP", Duration.ofHours(5), "ROLLBACK");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(10));
        driver.cancel();

        another(shop("registry/shop:3").build());
        assertThat(host.failure).hasMessageContaining("has another deployment: deployment arn:");

        another(shop("registry/shop:3").onConflict(OnConflict.WAIT).build());
        assertThat(host.log).anyMatch(line -> line.startsWith("Waiting for the end of deployment arn:"));
        assertThat(host.result).isNull();
    }

    /** The identity may not stop deployments: the way back is a deployment with stages, too. */
    @Test
    void whoMayNotStopDeploymentsIsToldOfTheStagesOfTheWayBack() {
        web.scene(Scene.crash().rollback(Scene.rollout(Duration.ofMinutes(1))));
        emulator.faults().deny("StopServiceDeployment");
        begin(shop("registry/shop:2").build());
        while (calls("UpdateService") < 2) {
            time.pass(Duration.ofSeconds(10));
        }
        web.scene(Scene.rollout(Duration.ofMinutes(1)));
        time.passUntilIdle();

        assertThat(host.log).anyMatch(line -> line.startsWith("  That is a deployment of its own with all the stages"));
    }

    private void another(DeployRequest request) {
        host = new TestHost(() -> ecs(emulator.credentials()));
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        begin(request);
        if (request.policies().onConflict() == OnConflict.WAIT) {
            time.pass(Duration.ofMinutes(1));
            driver.cancel();
        } else {
            time.passUntilIdle();
        }
        assertThat(record.phase()).isNotNull().isNotEqualTo(Phase.UPDATING);
    }
}
