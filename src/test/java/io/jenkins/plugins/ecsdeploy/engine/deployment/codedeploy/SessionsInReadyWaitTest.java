package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.AssumedRole;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Keys;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Sessions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A READY wait lasts longer than the session of a role. */
class SessionsInReadyWaitTest extends BlueGreenTestBase {
    private Sessions sessions;
    private String role;

    @BeforeEach
    void actAsARole() {
        sessions = new Sessions(time::now);
        role = emulator.role("deployer");
        host.ecs = this::assumed;
        group.readyWait(Duration.ofMinutes(180), true);
    }

    @Test
    void isWaitedThroughOverTheEndsOfSessions() {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(175));
        group.answer(deployments().get(0));
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(emulator.calls().stream().map(Call::error).filter(Objects::nonNull))
                .containsOnly("DeploymentNotStartedException");
        // Renewed 5 minutes before the end.
        assertThat(calls("AssumeRole")).isBetween(3L, 5L);
    }

    @Test
    void aSessionThatEndsBeforeItsTimeIsRenewed() {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(30));
        emulator.faults().expiredToken("BatchGetDeployments", 1).expiredToken("GetDeploymentTarget", 1);
        time.pass(Duration.ofMinutes(30));
        group.answer(deployments().get(0));
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    /** Keys that nobody can renew end the wait, and the message says what to use. */
    @Test
    void whatCannotBeRenewedIsSaidAsSuch() {
        host.ecs = () -> ecs(emulator.credentials());
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(30));
        emulator.faults().expiredToken("BatchGetDeployments", 1);
        time.passUntilIdle();

        assertThat(host.failure)
                .hasMessageContainingAll(
                        "ExpiredTokenException",
                        "The credentials have expired; use a target or credentialsId",
                        "CodeDeploy goes on with deployment " + deployments().get(0));
        assertThat(record.isLeft()).isTrue();
    }

    private EcsApi assumed() {
        AssumedRole assumed = new AssumedRole(
                sessions,
                clients.sts(emulator.region(), Optional.of(emulator.endpoint())),
                new Keys(EmulatorClients.forSdk(emulator.credentials())),
                new Role(role, Optional.empty(), Role.HOUR, "deploy@7"));
        assumed.resolveCredentials();
        return clients.ecs(new AwsAccess(emulator.region(), Optional.of(emulator.endpoint()), assumed));
    }
}
