package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ECS is looked at often where something may happen, and seldom where it only lets time pass; calls are counted. */
class StagePaceTest extends StrategyTestBase {
    private static final String STAGE = "POST_TEST_TRAFFIC_SHIFT";

    @Test
    void aLongBakeTimeTakesFewLooksAndItsEndIsSeenSoon() {
        web.blueGreen(Duration.ofHours(12));

        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("DescribeServiceDeployments")).as("looks in 12 hours").isLessThan(430);
        assertThat(calls("DescribeServices")).isLessThan(70);
        assertThat(calls("DescribeServiceRevisions"))
                .as("the look for digests, in the end")
                .isEqualTo(1);
        assertThat(since(finished(), lastLook())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aShortBakeTimeIsNotSleptThrough() {
        web.blueGreen(Duration.ofMinutes(2));

        deploy(shop("registry/shop:2").build());

        assertThat(since(finished(), lastLook())).isLessThan(Duration.ofSeconds(5));
        assertThat(calls("DescribeServices")).isLessThan(12);
    }

    @Test
    void whoGoesOnAfterARestartKnowsWhenItEnds() {
        web.blueGreen(Duration.ofMinutes(60));
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(10));
        driver.cancel();
        emulator.clearCalls();

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(since(finished(), lastLook())).isLessThan(Duration.ofSeconds(5));
        assertThat(calls("DescribeServiceDeployments")).isLessThan(60);
    }

    /** Since when it bakes is not known exactly, but ECS tells when it changed last. */
    @Test
    void whoBeginsToFollowInTheBakeTimeKnowsAboutWhenItEnds() {
        web.blueGreen(Duration.ofMinutes(60));
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(50));
        driver.cancel();
        String arn = record.deploymentArn();
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());

        deploy(DeployRequest.toGate("shop", CLUSTER, new Goal.Follow(arn), Optional.empty(), WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(since(finished(), lastLook())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aRollbackInTheBakeTimeIsSeenSoon() {
        web.blueGreen(Duration.ofHours(5))
                .alarms(true, "web-5xx")
                .scene(Scene.alarm(Duration.ofHours(1), "web-5xx").taking(Duration.ofMinutes(1)));

        deploy(shop("registry/shop:2").build());

        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(since(finished(), lastLook())).isLessThan(Duration.ofSeconds(21));
    }

    /** The last step moves all traffic; until then, looks are made when a step is due. */
    @Test
    void eachStepIsSeenSoonAndSoIsTheLast() {
        web.linear(10, 30).bake(Duration.ofHours(5));

        deploy(shop(WaitUntil.LIVE).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployment().path("lifecycleStage").asText()).isEqualTo("BAKE_TIME");
        assertThat(since(updated(), lastLook())).isLessThan(Duration.ofSeconds(5));
        assertThat(host.log)
                .filteredOn(line -> line.contains("% of the production traffic"))
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(calls("DescribeServiceDeployments"))
                .as("looks at nine steps")
                .isLessThan(420);
    }

    @Test
    void aLongGateTakesFewLooksAndItsEndIsSeenAtOnce() {
        web.blueGreen(Duration.ZERO).pause(STAGE, Duration.ofHours(12), "CONTINUE");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(5));
        Instant expires = host.gate.orElseThrow().expires().orElseThrow();

        time.pass(Duration.ofHours(13));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("DescribeServiceDeployments")).as("looks in 12 hours").isLessThan(470);
        assertThat(calls("DescribeServices")).isLessThan(70);
        assertThat(looks().filter(at -> at.isAfter(expires)).findFirst())
                .hasValueSatisfying(at -> assertThat(since(expires, at)).isLessThan(Duration.ofSeconds(4)));
    }

    @Test
    void anAnswerFromElsewhereIsSeenWithinTwoMinutes() {
        web.blueGreen(Duration.ZERO).pause(STAGE, Duration.ofDays(2), "ROLLBACK");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(5));
        answerElsewhere("CONTINUE");
        time.pass(Duration.ofSeconds(35));
        assertThat(host.gate).as("after minutes").isEmpty();
        time.passUntilIdle();

        again();
        time.pass(Duration.ofHours(2));
        answerElsewhere("CONTINUE");
        time.pass(Duration.ofSeconds(125));
        assertThat(host.gate).as("after hours").isEmpty();
    }

    /** Whatever the time that has passed at the gate. */
    @Test
    void whatComesOfOurOwnAnswerIsSeenSoon() {
        web.blueGreen(Duration.ofHours(2)).pause(STAGE, Duration.ofDays(2), "ROLLBACK");
        begin(shop(WaitUntil.LIVE).build());
        time.pass(Duration.ofHours(4));

        driver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(since(updated(), lastLook())).isLessThan(Duration.ofSeconds(5));
    }

    private void again() {
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        host.result = null;
        begin(shop("registry/shop:3").build());
    }

    private Stream<Instant> looks() {
        return emulator.calls("DescribeServiceDeployments").stream().map(Call::at);
    }

    private Instant lastLook() {
        List<Call> calls = emulator.calls();
        return calls.get(calls.size() - 1).at();
    }

    /** When ECS had finished with the deployment. */
    private Instant finished() {
        return time("finishedAt");
    }

    /** When it came into its stage. */
    private Instant updated() {
        return time("updatedAt");
    }

    private Instant time(String key) {
        JsonNode seconds = deployment().path(key);
        return Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000));
    }

    private static Duration since(Instant time, Instant later) {
        return Duration.between(time, later);
    }
}
