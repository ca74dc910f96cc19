package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** LINEAR and CANARY: production traffic in steps. */
class EcsEmulatorTrafficStepsTest extends StrategyTestBase {
    @Test
    void linearMovesTheSameShareEachTime() {
        web.linear(30, 2).bake(Duration.ofMinutes(1));
        update("web:2");
        pass(69);
        assertThat(watch(3 * 125 + 6))
                .containsExactly(
                        "PRODUCTION_TRAFFIC_SHIFT 30.0/100.0",
                        "PRODUCTION_TRAFFIC_SHIFT 60.0/100.0",
                        "PRODUCTION_TRAFFIC_SHIFT 90.0/100.0",
                        "PRODUCTION_TRAFFIC_SHIFT 100.0/100.0",
                        "POST_PRODUCTION_TRAFFIC_SHIFT 100.0/100.0",
                        "BAKE_TIME 100.0/100.0");
        pass(80);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void theRestStaysOnTheOldRevision() {
        web.linear(12.5, 2);
        update("web:2");
        pass(75);
        assertThat(green()).isEqualTo("12.5/100.0");
        assertThat(blue()).isEqualTo("87.5/0.0");
    }

    @Test
    void theLastStepIsNotWaitedFor() {
        web.linear(50, 60).bake(Duration.ofMinutes(10));
        update("web:2");
        pass(69 + 5 + 3600 + 5);
        assertThat(stage()).isEqualTo("POST_PRODUCTION_TRAFFIC_SHIFT");
    }

    @Test
    void canaryMovesALittleAndThenTheRest() {
        web.canary(10, 5).bake(Duration.ofMinutes(1));
        update("web:2");
        pass(69);
        assertThat(watch(312))
                .containsExactly(
                        "PRODUCTION_TRAFFIC_SHIFT 10.0/100.0",
                        "PRODUCTION_TRAFFIC_SHIFT 100.0/100.0",
                        "POST_PRODUCTION_TRAFFIC_SHIFT 100.0/100.0",
                        "BAKE_TIME 100.0/100.0");
    }

    @Test
    void aPauseBeforeProductionTrafficComesBeforeEachStepWithAnotherHookId() {
        web.linear(20, 1).pause("PRE_PRODUCTION_TRAFFIC_SHIFT", Duration.ofMinutes(30), "ROLLBACK");
        update("web:2");
        Set<String> ids = new HashSet<>();
        pass(69);
        for (int step = 0; step < 5; step++) {
            assertThat(stage()).isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
            assertThat(deployment()
                            .at("/targetServiceRevision/requestedProductionTrafficWeight")
                            .asInt())
                    .isEqualTo(20 * step);
            ids.add(awaited().path("hookId").asText());
            pass(600);
            answer("CONTINUE");
            pass(1 + 5 + 60);
        }
        assertThat(ids).hasSize(5);
        pass(60);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(hooks()).hasSize(5);
    }

    @Test
    void stepsMayLastADayEach() {
        web.linear(50, 1440).bake(Duration.ofMinutes(1440));
        update("web:2");
        pass(70 + 2 * 86_400);
        assertThat(stage()).isEqualTo("BAKE_TIME");
        pass(60);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void aDeploymentMayLastThirtyDays() {
        web.linear(3, 1440);
        update("web:2");
        pass(30 * 86_400);
        assertThat(status()).isEqualTo("IN_PROGRESS");
        pass(60);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
    }
}
