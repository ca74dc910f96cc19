package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An accepted update is no success: the deployment that it has to start is looked for, and missed if there is none. */
class UpdateWithoutDeploymentTest extends DeploymentTestBase {
    @Test
    void anotherRevisionWithoutADeploymentIsAnError() {
        emulator.faults().noDeployment();

        deploy(image("registry/web:2").build());

        assertThat(host.result).isNull();
        assertThat(host.failure)
                .hasMessageStartingWith("ECS accepted the update of service web in cluster c1 to web:2,"
                        + " but started no deployment within 30 seconds: its primary deployment is still ecs-svc/")
                .hasMessageContaining(" of web:1. Look at");
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void aForcedDeploymentThatDoesNotStartIsAnError() {
        emulator.faults().noDeployment();

        deploy(asItIs().force().build());

        assertThat(host.failure).hasMessageContaining("started no deployment");
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void theErrorComesAfterARestartToo() {
        emulator.faults().noDeployment();
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(10));
        driver.cancel();

        resume(image("registry/web:2").build());
        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("started no deployment");
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsBehindIsNotBelieved() {
        emulator.faults().oldAnswer();

        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentArn", web.deploymentArns().get(0));
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void anAbortMeanwhileSaysWhatIsKnown() {
        emulator.faults().noDeployment();
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(5));

        driver.abort(OnAbort.LEAVE, () -> {});
        time.passUntilIdle();

        assertThat(host.log).last().asString().contains("has accepted the update of service web");
        assertThat(host.failure).isNull();
    }
}
