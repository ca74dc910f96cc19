package io.jenkins.plugins.ecsdeploy.steps.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tells the lines of parallel branches apart. */
class StepPrefixTest {
    @Test
    void ofAServiceAlone() {
        assertThat(prefix("web", null, Optional.empty())).isEqualTo("[web] ");
    }

    @Test
    void theTargetTellsTwoServicesOfTheSameNameApart() {
        assertThat(prefix("web", "c1", Optional.of(new GlobalTarget("live")))).isEqualTo("[live/web] ");
    }

    @Test
    void withoutATargetItIsTheClusterThatTheStepNames() {
        assertThat(prefix("web", "arn:aws:ecs:eu-central-1:123456789012:cluster/c1", Optional.empty()))
                .isEqualTo("[c1/web] ");
    }

    @Test
    void aServiceMayBeGivenByItsArn() {
        assertThat(prefix("arn:aws:ecs:eu-central-1:123456789012:service/c1/web", null, Optional.empty()))
                .isEqualTo("[web] ");
    }

    private static String prefix(String service, String cluster, Optional<Target> target) {
        return StepPrefix.of(Optional.of(service), cluster, target);
    }
}
