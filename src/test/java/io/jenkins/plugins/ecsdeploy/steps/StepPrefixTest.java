package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tells the lines of parallel branches apart. */
class StepPrefixTest {
    private final EcsRollbackStep step = new EcsRollbackStep("web");

    @Test
    void ofAServiceAlone() {
        assertThat(StepPrefix.of(step, Optional.empty())).isEqualTo("[web] ");
    }

    @Test
    void theTargetTellsTwoServicesOfTheSameNameApart() {
        step.setCluster("c1");

        assertThat(StepPrefix.of(step, Optional.of(new GlobalTarget("live")))).isEqualTo("[live/web] ");
    }

    @Test
    void withoutATargetItIsTheClusterThatTheStepNames() {
        step.setCluster("arn:aws:ecs:eu-central-1:123456789012:cluster/c1");

        assertThat(StepPrefix.of(step, Optional.empty())).isEqualTo("[c1/web] ");
    }

    @Test
    void aServiceMayBeGivenByItsArn() {
        EcsRollbackStep byArn = new EcsRollbackStep("arn:aws:ecs:eu-central-1:123456789012:service/c1/web");

        assertThat(StepPrefix.of(byArn, Optional.empty())).isEqualTo("[web] ");
    }
}
