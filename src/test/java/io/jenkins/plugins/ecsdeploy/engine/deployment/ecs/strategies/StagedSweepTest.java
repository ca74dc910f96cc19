package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each call in turn, of those that only look, too, is lost on the way there or on the way back, throttled, or fails:
 * the gate is answered once, and the deployment succeeds.
 */
class StagedSweepTest extends StrategyTestBase {
    enum Trouble {
        LOST_BEFORE {
            @Override
            Faults meet(Faults faults) {
                return faults.cut(Faults.ALL);
            }
        },
        LOST_AFTER {
            @Override
            Faults meet(Faults faults) {
                return faults.lostAnswer(Faults.ALL);
            }
        },
        THROTTLED {
            @Override
            Faults meet(Faults faults) {
                return faults.throttle(Faults.ALL, 1);
            }
        },
        FAILING {
            @Override
            Faults meet(Faults faults) {
                return faults.serverError(Faults.ALL, 1, 500);
            }
        };

        /** Lets the next call meet it. */
        abstract Faults meet(Faults faults);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void theGateIsAnsweredOnceWhicheverCallMeetsTrouble(Trouble trouble) {
        int call = 0;
        while (meets(trouble, call)) {
            String which = trouble + " at " + emulator.calls().get(call).action() + ", call " + call;
            assertThat(host.failure).as(which).isNull();
            assertThat(host.result).as(which).containsEntry("status", "SUCCESSFUL");
            assertThat(host.gates).as(which).hasSize(1);
            assertThat(done("RegisterTaskDefinition")).as(which).isEqualTo(1);
            assertThat(done("UpdateService")).as(which).isEqualTo(1);
            assertThat(done("ContinueServiceDeployment")).as(which).isEqualTo(1);
            call++;
        }
        assertThat(call).as("calls of a whole deployment").isBetween(12, 40);
    }

    /** Plays it all with trouble at one call; false when there was no such call. */
    private boolean meets(Trouble trouble, int call) {
        close();
        scene();
        shop();
        web.blueGreen(Duration.ZERO)
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(1), "ROLLBACK")
                .scene(Scene.rollout(Duration.ofSeconds(10)));
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        trouble.meet(emulator.faults()).after(call);
        deploy(shop("registry/shop:2").build());
        return emulator.calls().size() > call;
    }
}
