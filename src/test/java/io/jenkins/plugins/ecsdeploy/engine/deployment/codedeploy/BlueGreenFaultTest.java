package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a call or to its answer, CodeDeploy carries out one deployment. */
class BlueGreenFaultTest extends BlueGreenTestBase {
    private enum Trouble {
        CUT_BEFORE {
            @Override
            void meet(Faults faults, String action) {
                faults.cut(action);
            }
        },
        CUT_BEFORE_THRICE {
            @Override
            void meet(Faults faults, String action) {
                faults.cut(action, 3);
            }
        },
        ANSWER_LOST {
            @Override
            void meet(Faults faults, String action) {
                faults.lostAnswer(action);
            }
        },
        CUT_AND_THEN_ANSWER_LOST {
            @Override
            void meet(Faults faults, String action) {
                faults.cut(action).lostAnswer(action);
            }
        },
        /** Done, and AWS cannot be reached for minutes to find that out. */
        ANSWER_LOST_AND_THEN_NOTHING {
            @Override
            void meet(Faults faults, String action) {
                faults.lostAnswer(action);
                faults.cut("DescribeServices", 12).after(1);
                faults.cut("ListDeployments", 12);
            }
        },
        THROTTLED {
            @Override
            void meet(Faults faults, String action) {
                faults.throttle(action, 1);
            }
        },
        SERVER_ERROR {
            @Override
            void meet(Faults faults, String action) {
                faults.serverError(action, 2, 500);
            }
        },
        OUT_OF_SERVICE {
            @Override
            void meet(Faults faults, String action) {
                faults.serverError(action, 2, 503);
            }
        };

        abstract void meet(Faults faults, String action);
    }

    static Stream<Arguments> troubles() {
        return Stream.of("RegisterTaskDefinition", "CreateDeployment")
                .flatMap(action -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(action, trouble)));
    }

    @Test
    void theseAreAllThatChangeSomething() {
        web.scene(Scene.crash());
        deploy(shop("registry/shop:2").desiredCount(3).build());

        assertThat(emulator.calls().stream().map(Call::action).distinct())
                .filteredOn(action -> !action.matches("(Describe|List|Get|BatchGet).*"))
                .containsExactlyInAnyOrder(
                        "RegisterTaskDefinition", "UpdateService", "CreateDeployment", "StopDeployment");
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void succeedsOnce(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentId", deployments().get(0));
        assertThat(deployments()).hasSize(1);
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(done("CreateDeployment")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void succeedsOnceIfTheProgramDiesMeanwhile(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);
        emulator.onCall(call -> {
            if (call.action().equals(action)) {
                host.crashed = true;
                driver.cancel();
            }
        });
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ZERO);
        host = host.afterACrash();
        emulator.onCall(call -> {});

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployments()).hasSize(1);
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
    }

    /** It may have ended long before anybody can look. */
    @Test
    void aLostOneIsFoundAfterItsEnd() {
        emulator.faults().lostAnswer("CreateDeployment");
        emulator.faults().cut("DescribeServices", 10).after(1);
        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployments()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void stopsOnce(Trouble trouble) {
        group.autoRollback(true);
        web.scene(Scene.crash());
        trouble.meet(emulator.faults(), "StopDeployment");

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).hasMessageEndingWith("CodeDeploy rolled the service back to shop:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(deployments()).hasSize(2);
        assertThat(Duration.between(record.times().followedSince(), time.now())).isLessThan(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void scalesOnce(Trouble trouble) {
        trouble.meet(emulator.faults(), "UpdateService");

        deploy(shop("registry/shop:1").desiredCount(3).build());

        assertThat(host.result).containsEntry("status", "UPDATED");
        assertThat(done("UpdateService")).isEqualTo(1);
        assertThat(deployments()).isEmpty();
    }

    @Test
    void everyCallMayBeThrottled() {
        for (String action : List.of(
                "DescribeServices",
                "GetDeploymentGroup",
                "DescribeTaskDefinition",
                "BatchGetDeployments",
                "GetDeploymentTarget")) {
            emulator.faults().throttle(action, 3);
        }
        deploy(shop("registry/shop:2").build());
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployments()).hasSize(1);
    }

    /** A rollback of an active deployment is begun and ends once, too. */
    @ParameterizedTest
    @EnumSource(Trouble.class)
    void rollsAnActiveOneBackOnce(Trouble trouble) {
        emulator.registerTaskDefinition(SHOP);
        group.deploy("shop:2", "user");
        emulator.clock().advance(Duration.ofSeconds(30));
        trouble.meet(emulator.faults(), "StopDeployment");

        deploy(asItIs().service("shop")
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(record.taskDefinitionArn()).endsWith("shop:1");
        assertThat(deployments()).hasSize(2);
    }

    @Test
    void anAbortFindsWhatALostAnswerHasBegun() {
        emulator.faults().lostAnswer("CreateDeployment");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ZERO);
        driver.abort(OnAbort.ROLLBACK, () -> {});
        time.passUntilIdle();

        assertThat(done("StopDeployment")).isEqualTo(1);
    }
}
