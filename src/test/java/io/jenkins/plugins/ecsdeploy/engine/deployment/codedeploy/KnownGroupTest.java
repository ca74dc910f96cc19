package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Credentials;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRuntime;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search costs many calls, so it is made once for a service, as long as what it has found is right. */
class KnownGroupTest extends BlueGreenTestBase {
    private static final String FOUND = SHOP.replace("\"shop\"", "\"found\"");

    private final CodeDeployControllerType codeDeploy = new CodeDeployControllerType();

    @BeforeEach
    void aGroupThatIsNotNamedLikeTheConsoles() {
        emulator.registerTaskDefinition(FOUND);
        web = emulator.service(CLUSTER, "found", "found:1", 1).blueGreen("my-app", "my-group");
        group = web.group();
    }

    @Override
    protected DeploymentRuntime runtime() {
        return new DeploymentRuntime(time, poller, List.of(codeDeploy));
    }

    @Test
    void whatWasFoundIsRemembered() {
        succeeds("registry/shop:2");
        assertThat(calls("ListApplications")).isEqualTo(1);
        emulator.clearCalls();

        succeeds("registry/shop:3");

        assertThat(calls("ListApplications")).isZero();
        assertThat(emulator.calls("GetDeploymentGroup"))
                .allSatisfy(call -> assertThat(call.error()).isNull());
    }

    @Test
    void itIsForgottenWhenItIsGone() {
        succeeds("registry/shop:2");
        group.renamed("another");

        succeeds("registry/shop:3");
        assertThat(calls("ListApplications")).isEqualTo(2);

        succeeds("registry/shop:4");
        assertThat(calls("ListApplications")).isEqualTo(2);
    }

    @Test
    void itIsForgottenWhenTheConsolesNamesAreRight() {
        succeeds("registry/shop:2");
        group.renamed("another");
        emulator.service(CLUSTER, "found").blueGreen("AppECS-c1-found", "DgpECS-c1-found");
        succeeds("registry/shop:3");
        emulator.clearCalls();

        succeeds("registry/shop:4");

        assertThat(emulator.calls("GetDeploymentGroup"))
                .allSatisfy(call -> assertThat(call.error()).isNull());
    }

    @Test
    void itIsForgottenWhenItDeploysAnotherService() {
        succeeds("registry/shop:2");
        group.renamed("another");
        emulator.service(CLUSTER, "other", "shop:1", 1).blueGreen("my-app", "my-group");

        succeeds("registry/shop:3");

        assertThat(host.log).anyMatch(line -> line.contains("in group another of application my-app"));
    }

    @Test
    void anotherIdentitySearchesForItself() {
        succeeds("registry/shop:2");
        Credentials other = emulator.user("other");

        again();
        host.ecs = () -> ecs(other);
        deploy(found("registry/shop:3"));

        assertThat(host.failure).isNull();
        assertThat(calls("ListApplications")).isEqualTo(2);
    }

    @Test
    void whoNamesAnotherGroupGetsThat() {
        succeeds("registry/shop:2");
        again();
        deploy(document(FOUND.replace("registry/shop:1", "registry/shop:3"))
                .service("found")
                .blueGreen(options(Optional.empty(), Optional.of("nowhere"), Optional.empty(), WaitUntil.DONE))
                .build());

        assertThat(host.failure).hasMessageContaining("Deployment group nowhere");
    }

    private void succeeds(String image) {
        again();
        deploy(found(image));
        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    private void again() {
        host = new TestHost(() -> ecs(emulator.credentials()));
        record = new DeploymentRecord(
                "found", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    private static DeployRequest found(String image) {
        return document(FOUND.replace("registry/shop:1", image))
                .service("found")
                .build();
    }
}
