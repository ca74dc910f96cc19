package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import org.junit.jupiter.api.Test;

/** Who may call more often knows sooner, and the other way round. */
class PollPaceTest extends DeploymentTestBase {
    @Test
    void looksAreAsOftenAsThePaceSays() {
        long usual = looks(1);

        assertThat(looks(3)).isGreaterThan(2 * usual);
        assertThat(looks(0.5)).isLessThan(usual);
    }

    @Test
    void thereMustBeAPace() {
        assertThatThrownBy(() -> new Poller(time, 5, 0)).hasMessage("The pace must be above zero: 0.0");
    }

    private long looks(double pace) {
        close();
        scene();
        web.circuitBreaker(true);
        poller = new Poller(time, 5, pace);
        deploy(image("registry/web:2").build());
        return calls("DescribeServiceDeployments");
    }
}
