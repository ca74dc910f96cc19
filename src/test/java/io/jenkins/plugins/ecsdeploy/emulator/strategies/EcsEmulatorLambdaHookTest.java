package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lambda hooks. */
class EcsEmulatorLambdaHookTest extends StrategyTestBase {
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:";

    @BeforeEach
    void blueGreen() {
        web.blueGreen(Duration.ZERO);
    }

    @Test
    void theStageLastsUntilTheFunctionIsContent() {
        web.lambdaHook("POST_TEST_TRAFFIC_SHIFT", Hook.succeeds().after(Duration.ofMinutes(40)));
        update("web:2");
        pass(70);
        JsonNode hook = hooks().path(0);
        assertThat(hook.path("targetType").asText()).isEqualTo("AWS_LAMBDA");
        assertThat(hook.path("targetArn").asText()).isEqualTo(FUNCTION + "web-post-test-traffic-shift-0");
        assertThat(hook.path("status").asText()).isEqualTo("IN_PROGRESS");
        pass(2397);
        assertThat(stage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        pass(1);
        assertThat(stage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aFailingFunctionGoesBack() {
        web.lambdaHook("TEST_TRAFFIC_SHIFT", Hook.fails(""));
        update("web:2");
        pass(68);
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
        assertThat(reason())
                .isEqualTo("Service deployment rolled back because TEST_TRAFFIC_SHIFT lifecycle hook(s) failed."
                        + " Lifecycle hook target " + FUNCTION + "web-test-traffic-shift-0 returned FAILED status.");
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("FAILED");
        // The stage runs again, the other way round, and its hooks with it.
        assertThat(stage()).isEqualTo("TEST_TRAFFIC_SHIFT");
        assertThat(hooks()).hasSize(2);
        pass(30);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(hooks().path(1).path("status").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aFunctionThatDoesNotReturnFailsAfterAQuarterOfAnHour() {
        web.lambdaHook("PRE_SCALE_UP", Hook.neverAnswers());
        update("web:2");
        pass(900);
        assertThat(status()).isEqualTo("IN_PROGRESS");
        pass(1);
        assertThat(reason())
                .isEqualTo(
                        "Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. ECS was unable"
                                + " to parse the response from " + FUNCTION
                                + "web-pre-scale-up-0 due to HookStatus must not be"
                                + " null");
        pass(10);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    @Test
    void aFunctionThatIsNeverDoneEndsWithItsTime() {
        web.lambdaHook("POST_SCALE_UP", Hook.succeeds().after(Duration.ofDays(2)));
        update("web:2");
        pass(62 + 86_399);
        assertThat(status()).isEqualTo("IN_PROGRESS");
        pass(1);
        assertThat(hooks().path(0).path("status").asText()).isEqualTo("TIMED_OUT");
        assertThat(reason()).contains("POST_SCALE_UP lifecycle hook timed out");
    }

    @Test
    void functionsAreAskedAtEachStep() {
        web.canary(10, 1).lambdaHook("PRODUCTION_TRAFFIC_SHIFT", Hook.succeeds());
        update("web:2");
        pass(200);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(hooks()).hasSize(2);
    }

    @Test
    void aFunctionAndAPauseAtOneStageRunBesideEachOther() {
        web.lambdaHook("POST_TEST_TRAFFIC_SHIFT", Hook.fails("").after(Duration.ofMinutes(2)))
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(1), "ROLLBACK");
        update("web:2");
        pass(70);
        assertThat(hooks()).hasSize(2);
        answer("CONTINUE");
        pass(60);
        assertThat(stage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        pass(60);
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
    }

    @Test
    void aWordInTheNameOfAFunctionDecidesWhereNothingIsSet() {
        web.deploymentConfiguration(
                "{\"lifecycleHooks\":[{\"lifecycleStages\":[\"POST_SCALE_UP\"]," + "\"hookTargetArn\":\"" + FUNCTION
                        + "smoke-fail\",\"roleArn\":\"arn:aws:iam::123456789012:role/r\"}]}");
        update("web:2");
        pass(120);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
    }
}
