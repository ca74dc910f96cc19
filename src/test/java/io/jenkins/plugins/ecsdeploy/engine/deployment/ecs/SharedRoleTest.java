package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.AssumedRole;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Keys;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Sessions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Builds that act as the same role have sessions of their own, and share the looks all the same. */
class SharedRoleTest extends ManyDeploymentsTestBase {
    private Sessions sessions;
    private String[] roles;

    @Test
    void buildsWithTheSameRoleShareCalls() {
        sessions = new Sessions(time::now);
        roles = new String[] {emulator.role("deployer")};

        beginAll(20);
        time.passUntilIdle();

        allSucceeded();
        assertThat(calls("AssumeRole")).isEqualTo(20);
        assertThat(asked("DescribeServiceDeployments", "serviceDeploymentArns")).contains(20);
    }

    @Test
    void buildsWithOtherRolesDoNot() {
        sessions = new Sessions(time::now);
        roles = new String[] {emulator.role("deployer"), emulator.role("other")};

        beginAll(20);
        time.passUntilIdle();

        allSucceeded();
        assertThat(asked("DescribeServiceDeployments", "serviceDeploymentArns"))
                .contains(10)
                .allMatch(n -> n <= 10);
    }

    /** Each as another build. */
    @Override
    void begin(String service, String revision, Credentials credentials) {
        super.begin(service, revision, credentials);
        int number = hosts.size();
        hosts.get(number - 1).ecs = () -> as(roles[number % roles.length], "deploy@" + number);
    }

    private EcsApi as(String role, String sessionName) {
        return clients.ecs(new AwsAccess(
                emulator.region(),
                Optional.of(emulator.endpoint()),
                new AssumedRole(
                        sessions,
                        clients.sts(emulator.region(), Optional.of(emulator.endpoint())),
                        new Keys(EmulatorClients.forSdk(emulator.credentials())),
                        new Role(role, Optional.empty(), Role.HOUR, sessionName))));
    }
}
