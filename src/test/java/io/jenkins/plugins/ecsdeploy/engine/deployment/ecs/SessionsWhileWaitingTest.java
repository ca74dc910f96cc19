package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment that lasts longer than the session of its role. */
class SessionsWhileWaitingTest extends DeploymentTestBase {
    private Sessions sessions;
    private String role;

    @BeforeEach
    void actAsARole() {
        sessions = new Sessions(time::now);
        role = emulator.role("deployer");
        host.ecs = () -> as("deploy@7");
    }

    @Test
    void isFollowedOverTheEndsOfSessionsWithOneAssumeRoleAnHour() {
        web.scene(Scene.rollout(Duration.ofHours(5)));

        deploy(image("registry/web:2").build());

        succeeded();
        assertThat(emulator.calls().stream().map(Call::error).filter(Objects::nonNull))
                .isEmpty();
        // Renewed 5 minutes before the end.
        assertThat(calls("AssumeRole")).isBetween(5L, 6L);
        assertThat(emulator.calls("AssumeRole"))
                .allMatch(
                        call -> call.request().path("RoleSessionName").asText().equals("deploy@7"));
    }

    @Test
    void goesOnWhenASessionEndsBeforeItsTime() {
        web.scene(Scene.rollout(Duration.ofMinutes(10)));
        begin(image("registry/web:2").build());
        time.pass(Duration.ofMinutes(2));

        emulator.faults().expiredToken("DescribeServiceDeployments", 1).expiredToken("DescribeServices", 1);
        time.passUntilIdle();

        succeeded();
        assertThat(calls("AssumeRole")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeServices", "RegisterTaskDefinition", "UpdateService"})
    void beginsWithTheNextSessionWhenTheFirstHasEnded(String action) {
        emulator.faults().expiredToken(action, 1);

        deploy(image("registry/web:2").build());

        succeeded();
        assertThat(calls("AssumeRole")).isEqualTo(2);
        assertThat(emulator.calls("UpdateService").stream().filter(Call::done)).hasSize(1);
        assertThat(emulator.calls("RegisterTaskDefinition").stream().filter(Call::done))
                .hasSize(1);
    }

    @Test
    void anStsThatIsOutOfOrderIsWaitedOut() {
        emulator.faults().serverError("AssumeRole", 12, 503);

        deploy(image("registry/web:2").build());

        succeeded();
    }

    @Test
    void aRoleThatMayNotBeAssumedAnyMoreEndsTheWaitWithTheReason() {
        web.scene(Scene.rollout(Duration.ofHours(3)));
        begin(image("registry/web:2").build());
        time.pass(Duration.ofMinutes(30));

        emulator.faults().deny("AssumeRole");
        time.passUntilIdle();

        assertThat(host.failure)
                .hasMessageContainingAll(
                        "AssumeRole of " + role,
                        "Let arn:aws:iam::123456789012:user/jenkins assume " + role,
                        "ECS goes on with");
        assertThat(calls("AssumeRole")).isEqualTo(2);
    }

    private EcsApi as(String sessionName) {
        AssumedRole assumed = new AssumedRole(
                sessions,
                clients.sts(emulator.region(), Optional.of(emulator.endpoint())),
                new Keys(EmulatorClients.forSdk(emulator.credentials())),
                new Role(role, Optional.empty(), Role.HOUR, sessionName));
        assumed.resolveCredentials();
        return clients.ecs(new AwsAccess(emulator.region(), Optional.of(emulator.endpoint()), assumed));
    }

    private void succeeded() {
        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }
}
