package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.Retention;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RevisionsInUse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a success, older revisions that nothing uses are deregistered; the success stays one, whatever comes of it. */
class RetentionTest extends DeploymentTestBase {
    @Test
    void keepsTheNewestTheDeployedAndTheOneBefore() {
        registered(6);

        keeping(2, image("registry/web:new").build());

        assertThat(active()).containsExactly(1, 6, 7);
        assertThat(host.log)
                .contains("Deregistered web:2", "Deregistered web:5")
                .doesNotContain("Deregistered web:1");
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void isOffByDefault() {
        registered(6);

        deploy(image("registry/web:new").build());

        assertThat(calls("ListTaskDefinitions")).isZero();
        assertThat(active()).hasSize(7);
    }

    @Test
    void readsNoMoreThanNeededWhenThereAreFew() {
        keeping(2, image("registry/web:new").build());

        assertThat(calls("ListTaskDefinitions")).isEqualTo(1);
        assertThat(calls("ListServices")).isZero();
        assertThat(active()).containsExactly(1, 2);
    }

    @Test
    void keepsWhatServicesOfOtherClustersUse() {
        registered(4);
        emulator.cluster("c2");
        emulator.service("c2", "elsewhere", "web:2", 0);
        emulator.service(CLUSTER, "other", "web:3", 1);

        keeping(1, image("registry/web:new").build());

        assertThat(active()).containsExactly(1, 2, 3, 5);
    }

    /** The service is set to another revision already, but tasks of the old one still run. */
    @Test
    void keepsWhatADeploymentInProgressReplaces() {
        registered(5);
        emulator.service(CLUSTER, "other", "web:2", 1).scene(Scene.never());
        update("other", "web:4");

        keeping(1, image("registry/web:new").build());

        assertThat(active()).containsExactly(1, 2, 4, 6);
    }

    /** Its last tasks are being stopped, so only the service's own list of deployments still has the revision. */
    @Test
    void keepsWhatOnlyADeploymentStillHas() {
        registered(4);
        emulator.service(CLUSTER, "other", "web:2", 1).scene(Scene.rollout(Duration.ofMinutes(10)));
        update("other", "web:4");
        EcsApi ecs = ecs(emulator.credentials());
        String gone = "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:2";
        while (ecs.runningTasks(CLUSTER, "web").stream()
                .anyMatch(task -> task.taskDefinitionArn().equals(gone))) {
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(emulator.service(CLUSTER, "other").describe()).contains("web:2");
        assertThat(emulator.service(CLUSTER, "other").taskDefinition()).endsWith("web:4");

        assertThat(new RevisionsInUse(ecs, "web", host.log::add).in(CLUSTER)).contains(gone);
    }

    /** What a deployment was rolled back to is what the next one would go back to. */
    @Test
    void neverRemovesWhatItWasRolledBackTo() {
        web.scene(Scene.crash());
        keeping(1, image("registry/web:bad").build());
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(active()).containsExactly(1, 2);
        web.scene(Scene.healthy());
        host = new TestHost(() -> ecs(emulator.credentials()));
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());

        keeping(1, image("registry/web:good").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(active()).containsExactly(1, 3);
    }

    /** A service that is being deleted is not listed any more, and its tasks may still run. */
    @Test
    void keepsWhatRunningTasksUse() {
        registered(4);
        emulator.service(CLUSTER, "leaving", "web:2", 1).status("DRAINING");

        keeping(1, image("registry/web:new").build());

        assertThat(active()).containsExactly(1, 2, 5);
    }

    @Test
    void leavesOtherFamiliesAlone() {
        registered(3);
        emulator.registerTaskDefinition(WEB.replace("\"family\":\"web\"", "\"family\":\"web-2\""));
        emulator.registerTaskDefinition(WEB.replace("\"family\":\"web\"", "\"family\":\"web-2\""));

        keeping(1, image("registry/web:new").build());

        assertThat(emulator.taskDefinition("web-2:1")).contains("\"status\":\"ACTIVE\"");
        assertThat(active()).containsExactly(1, 4);
    }

    /** One of them may have been registered by a build that is about to deploy it. */
    @Test
    void leavesNewerRevisionsThanTheDeployedAlone() {
        registered(6);

        keeping(1, revision("web:3").build());

        assertThat(active()).containsExactly(1, 3, 4, 5, 6);
    }

    @Test
    void aFailedDeploymentRemovesNothing() {
        registered(4);
        web.circuitBreaker(true).scene(Scene.crash());

        keeping(1, image("registry/web:new").build());

        assertThat(host.failure).isNotNull();
        assertThat(active()).hasSize(5);
    }

    @Test
    void isPaced() {
        registered(5);

        keeping(1, image("registry/web:new").build());

        List<Call> calls = emulator.calls("DeregisterTaskDefinition");
        assertThat(calls).hasSize(4);
        for (int i = 1; i < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i - 1).at(), calls.get(i).at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListTaskDefinitions", "ListServices", "ListTasks", "DeregisterTaskDefinition"})
    void whatIsNotPermittedIsSaidAndFailsNothing(String action) {
        registered(4);
        emulator.faults().deny(action);

        keeping(1, image("registry/web:new").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .filteredOn(line -> line.startsWith("Older revisions are left as they are"))
                .hasSize(1)
                .allMatch(line -> line.contains("AccessDeniedException"));
        assertThat(active()).hasSize(5);
    }

    @Test
    void otherClustersThatMayNotBeListedAreNamedAndLeftOut() {
        registered(3);
        emulator.faults().deny("ListClusters");

        keeping(1, image("registry/web:new").build());

        assertThat(host.log).anyMatch(line -> line.contains("other clusters was not looked at: AccessDeniedException"));
        assertThat(active()).containsExactly(1, 4);
    }

    @Test
    void goesOnAfterACrashInBetween() {
        registered(6);
        record.afterwards(false, 1);
        begin(image("registry/web:new").build());
        while (calls("DeregisterTaskDefinition") < 2) {
            time.pass(Duration.ofSeconds(1));
        }
        driver.cancel();
        time.passUntilIdle();
        assertThat(calls("DeregisterTaskDefinition")).isEqualTo(2);

        resume(image("registry/web:new").build());
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(active()).containsExactly(1, 7);
        assertThat(calls("DeregisterTaskDefinition")).isEqualTo(5);
    }

    @Test
    void theStepEndsWhateverHappens() {
        registered(6);
        record.afterwards(false, 1);
        begin(image("registry/web:new").build());
        while (calls("DeregisterTaskDefinition") < 2) {
            time.pass(Duration.ofSeconds(1));
        }
        host.ecs = () -> {
            throw new NoClassDefFoundError("of a plugin that was updated");
        };

        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).anyMatch(line -> line.contains("of a plugin that was updated"));
    }

    @Test
    void doesNotRunForEver() {
        registered(Retention.AT_MOST + 10);

        keeping(1, image("registry/web:new").build());

        assertThat(calls("DeregisterTaskDefinition")).isEqualTo(Retention.AT_MOST);
        assertThat(host.log).anyMatch(line -> line.contains("the others after later deployments"));
    }

    private void keeping(int revisions, DeployRequest request) {
        record.afterwards(false, revisions);
        deploy(request);
    }

    /** Registers revisions until there are so many. */
    private void registered(int count) {
        for (int i = 2; i <= count; i++) {
            emulator.registerTaskDefinition(WEB.replace("registry/web:1", "registry/web:" + i));
        }
    }

    private List<Integer> active() {
        return IntStream.rangeClosed(1, 200)
                .filter(number -> {
                    try {
                        return emulator.taskDefinition("web:" + number).contains("\"status\":\"ACTIVE\"");
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                })
                .boxed()
                .toList();
    }

    private void update(String service, String revision) {
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r -> r.cluster(CLUSTER).service(service).taskDefinition(revision));
        }
    }
}
