package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.PlannedOnly;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a deployment by one of ECS' own strategies would do. */
class StagedPlanTest extends StrategyTestBase {
    @Test
    void tellsStrategyAndGates() {
        web.canary(10, 5).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(1), "ROLLBACK");

        DeploymentPlan plan = plan(shop(WaitUntil.GATE).build());

        assertThat(plan.asMap())
                .containsEntry("controller", "ECS")
                .containsEntry("strategy", "CANARY")
                .containsEntry("gates", List.of(Map.of("name", "POST_TEST_TRAFFIC_SHIFT")))
                .containsEntry("problems", List.of());
        assertThat(plan.lines())
                .anyMatch(line ->
                        line.startsWith("  Controller ECS, strategy CANARY, 10% first, the rest after 5 minutes")
                                && line.endsWith(", gate POST_TEST_TRAFFIC_SHIFT"));
    }

    @Test
    void aGateThatIsNotThereIsAProblem() {
        web.blueGreen(Duration.ofMinutes(1));

        DeploymentPlan plan = plan(shop(WaitUntil.GATE).build());

        assertThat(plan.asMap()).containsEntry("strategy", "BLUE_GREEN").containsEntry("gates", List.of());
        assertThat(plan.problems()).hasSize(1).allMatch(problem -> problem.contains("without a pause hook"));
    }

    private DeploymentPlan plan(DeployRequest request) {
        return PlannedOnly.of(request, record, host, runtime(), emulator, time)
                .orElseThrow(() -> new AssertionError(host.failure));
    }
}
