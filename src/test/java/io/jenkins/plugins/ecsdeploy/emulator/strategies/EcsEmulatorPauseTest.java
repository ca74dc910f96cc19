package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PAUSE hooks, and ContinueServiceDeployment. */
class EcsEmulatorPauseTest extends StrategyTestBase {
    @BeforeEach
    void blueGreen() {
        web.blueGreen(Duration.ZERO);
    }

    private void paused(String action) {
        web.pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(30), action);
        update("web:2");
        pass(70);
        assertThat(stage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
    }

    @Test
    void theDeploymentWaitsForAnAnswer() {
        paused("ROLLBACK");
        JsonNode hook = awaited();
        assertThat(hook.path("hookId").asText()).matches("ecs-pause-[\\w]{43}");
        assertThat(hook.path("targetType").asText()).isEqualTo("PAUSE");
        assertThat(hook.has("targetArn")).isFalse();
        assertThat(hook.path("timeoutAction").asText()).isEqualTo("ROLLBACK");
        assertThat(hook.path("expiresAt").asLong())
                .isEqualTo(EmulatorClock.START.plusSeconds(68 + 1800).getEpochSecond());
        assertThat(status()).isEqualTo("IN_PROGRESS");
        assertThat(green()).isEqualTo("0.0/100.0");
        pass(1700);
        assertThat(stage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
    }

    @Test
    void continueLetsItGoOn() {
        paused("ROLLBACK");
        JsonNode answered = call("ContinueServiceDeployment", answer(awaited(), "CONTINUE"));
        assertThat(answered.path("serviceDeploymentArn").asText()).isEqualTo(newest());
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("SUCCEEDED");
        pass(1);
        assertThat(stage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        pass(30);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("SUCCEEDED");
        emulator.answeredHooksInAnswers(false);
        assertThat(deployment().has("lifecycleHookDetails")).isFalse();
    }

    @Test
    void continueIsWhatIsDoneIfNothingIsSaid() {
        paused("ROLLBACK");
        call("ContinueServiceDeployment", answer(awaited(), "CONTINUE").without("action"));
        pass(1);
        assertThat(stage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
    }

    @Test
    void rollbackGoesBack() {
        paused("CONTINUE");
        answer("ROLLBACK");
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("FAILED");
        assertThat(stage()).isEqualTo("TEST_TRAFFIC_SHIFT");
        assertThat(green()).isEqualTo("0.0/0.0");
        pass(30);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(describe().taskDefinition()).endsWith("/web:1");
        assertThat(web.events()).anyMatch(event -> event.endsWith("hook execution failure(s) detected."));
    }

    @Test
    void aTimeOutGoesBack() {
        paused("ROLLBACK");
        pass(1798);
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("TIMED_OUT");
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
        assertThat(reason())
                .isEqualTo("Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT pause hook timed out.");
    }

    @Test
    void aTimeOutCanGoOnToo() {
        paused("CONTINUE");
        pass(1798);
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("TIMED_OUT");
        assertThat(stage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        pass(30);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void aPauseMayLastLongerThanAStage() {
        web.pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofDays(14), "ROLLBACK");
        update("web:2");
        pass(13 * 86_400);
        assertThat(status()).isEqualTo("IN_PROGRESS");
        answer("CONTINUE");
        pass(30);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void allHooksOfAStageMustBeAnswered() {
        web.pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(10), "ROLLBACK");
        paused("ROLLBACK");
        assertThat(hooks()).hasSize(2);
        call("ContinueServiceDeployment", answer(hooks().path(1), "CONTINUE"));
        pass(5);
        assertThat(stage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        call("ContinueServiceDeployment", answer(hooks().path(0), "CONTINUE"));
        pass(1);
        assertThat(stage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
    }

    @Test
    void oneRollbackIsOneForAll() {
        web.pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(10), "ROLLBACK");
        paused("ROLLBACK");
        JsonNode other = hooks().path(1);
        call("ContinueServiceDeployment", answer(hooks().path(0), "ROLLBACK"));
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
        assertThat(refused("ContinueServiceDeployment", answer(other, "CONTINUE")))
                .startsWith("InvalidParameterException: Provided hookId is either completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PRE_SCALE_UP", "POST_SCALE_UP", "PRE_PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"
            })
    void otherStagesPauseToo(String stage) {
        web.pause(stage, Duration.ofMinutes(30), "ROLLBACK");
        update("web:2");
        pass(300);
        assertThat(stage()).isEqualTo(stage);
        answer("CONTINUE");
        pass(100);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void anAlarmDuringAPauseGoesBack() {
        web.alarms(true, "errors")
                .scene(Scene.alarm(Duration.ofMinutes(5), "errors").taking(Duration.ofSeconds(60)));
        paused("ROLLBACK");
        pass(230);
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("FAILED");
    }

    @Test
    void whatCannotBeAnsweredIsRefusedInTheWordsOfEcs() {
        paused("ROLLBACK");
        JsonNode hook = awaited();
        assertThat(refused("ContinueServiceDeployment", answer(hook, "CONTINUE").put("hookId", "pause-1")))
                .isEqualTo("InvalidParameterException: Invalid hookId: hookId must follow the format:"
                        + " ecs-{hookType}-{id}");
        assertThat(refused("ContinueServiceDeployment", answer(hook, "CONTINUE").put("hookId", "ecs-pause-1")))
                .isEqualTo("InvalidParameterException: Provided hookId is either completed, unavailable, or not"
                        + " associated with the given Resource ARN");
        assertThat(refused("ContinueServiceDeployment", answer(hook, "MAYBE"))).startsWith("InvalidParameterException");
        assertThat(refused(
                        "ContinueServiceDeployment",
                        answer(hook, "CONTINUE").put("serviceDeploymentArn", newest().replaceAll(".$", "!"))))
                .isEqualTo("ServiceDeploymentNotFoundException: The service deployment does not exist.");
        assertThat(refused("ContinueServiceDeployment", Json.object().put("serviceDeploymentArn", newest())))
                .startsWith("InvalidParameterException");
        answer("CONTINUE");
        assertThat(refused("ContinueServiceDeployment", answer(hook, "CONTINUE")))
                .contains("Provided hookId is either completed");
        pass(60);
        assertThat(refused("ContinueServiceDeployment", answer(hook, "CONTINUE")))
                .isEqualTo("InvalidParameterException: Continuing a service deployment is not allowed for service"
                        + " deployment in terminal states.");
    }

    @Test
    void theAnswerNeedsAPermissionOfItsOwn() {
        paused("ROLLBACK");
        emulator.faults().deny("ContinueServiceDeployment");
        assertThat(refused("ContinueServiceDeployment", answer(awaited(), "CONTINUE")))
                .contains("is not authorized to perform: ecs:ContinueServiceDeployment on resource: " + newest());
    }
}
