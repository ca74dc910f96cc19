package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RanRevision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bringing a service back on demand. */
class RollbackTest extends DeploymentTestBase {
    @Test
    void goesBackToTheActiveRevisionBefore() {
        serviceAt(4);
        deregister("web:3");

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:2");
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("taskDefinitionArn", web.taskDefinition())
                .containsEntry("deploymentArn", web.deploymentArns().get(0))
                .containsEntry("images", Map.of("web", "registry/web:2"));
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:4");
        assertThat(calls("RegisterTaskDefinition")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web:1", "1", "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:1"})
    void goesBackToTheRevisionThatIsNamed(String to) {
        serviceAt(3);

        rollBack(to);

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void refusesARevisionThatIsGoneAndNamesThoseThatAreThere() {
        serviceAt(4);
        deregister("web:2");

        rollBack("web:2");

        assertThat(host.failure)
                .hasMessage("Revision web:2 is gone: ECS has it as INACTIVE, since it was deregistered."
                        + " Active revisions of family web: web:4, web:3, web:1");
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void refusesARevisionThatNeverWas() {
        rollBack("web:41");

        assertThat(host.failure)
                .hasMessage("Revision web:41 is gone: ECS does not have it. Active revisions of family web: web:1");
    }

    @Test
    void refusesWhatNamesNoRevision() {
        rollBack("web");

        assertThat(host.failure).hasMessageContaining("to is 'web', which names no revision");
    }

    @Test
    void saysWhereTheOthersRanWhenItKnowsNoneToGoBackTo() {
        String other = register(2);
        host.places.put(other, List.of("service web in cluster beta, by deploy #7"));

        rollBack(null);

        assertThat(host.failure)
                .hasMessage(
                        "No revision but web:1 is known to have run successfully on service web in cluster c1, neither"
                                + " by ECS's list of its deployments, which goes back 90 days, nor by what builds recorded."
                                + " Name the revision to go back to by to. Active revisions of family web: web:2 (ran on"
                                + " service web in cluster beta, by deploy #7), web:1 (not known to have run)");
        assertThat(calls("UpdateService")).isZero();
    }

    /** Families are shared: the number before the live one may have run on another service alone, or nowhere. */
    @Test
    void goesBackToWhatThisServiceRanWhateverOthersHaveRegistered() {
        serviceAt(2);
        register(3);
        update(4);
        emulator.clock().advance(Duration.ofMinutes(5));
        begin();

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:2");
        assertThat(host.log)
                .anyMatch(
                        line -> line.startsWith("Going back to web:2, which service web ran successfully, according to"
                                + " ECS's list of its deployments ("
                                + web.deploymentArns().get(2) + " of "));
    }

    @Test
    void aRevisionThatFailedHereIsNoneToGoBackTo() {
        serviceAt(2);
        web.circuitBreaker(false).scene(Scene.crash());
        update(3);
        emulator.clock().advance(Duration.ofHours(1));
        web.scene(Scene.healthy());
        update(4);
        emulator.clock().advance(Duration.ofHours(1));
        begin();

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:2");
    }

    @Test
    void saysWhichOneIsGone() {
        serviceAt(3);
        deregister("web:2");

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.log).contains("  web:2 ran on service web before, but is gone: it was deregistered");
    }

    /** ListServiceDeployments answers with pages. */
    @Test
    void looksThroughAllPages() {
        serviceAt(2);
        for (int i = 0; i < 105; i++) {
            redeploy("web:2");
            emulator.clock().advance(Duration.ofMinutes(5));
        }
        begin();

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(calls("ListServiceDeployments")).isGreaterThan(1);
    }

    @Test
    void afterNinetyDaysItCountsWhatBuildsRecorded() {
        serviceAt(3);
        emulator.clock().advance(Duration.ofDays(91));
        host.ran.add(new RanRevision(web.taskDefinition(), "deploy #3"));
        host.ran.add(new RanRevision(web.taskDefinition().replace("web:3", "web:1"), "deploy #1 of May"));
        begin();

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.log)
                .contains("Going back to web:1, which service web ran successfully, according to deploy #1 of May");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListServiceDeployments", "DescribeServiceRevisions"})
    void whoMayNotReadTheHistoryGoesBackToWhatBuildsRecorded(String denied) {
        serviceAt(3);
        emulator.faults().deny(denied);
        host.ran.add(new RanRevision(web.taskDefinition().replace("web:3", "web:1"), "deploy #1"));

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.log)
                .anyMatch(line -> line.startsWith("  ECS's list of the service's deployments cannot be used: "));
    }

    @Test
    void whatABuildDidNotWaitForIsOneToGoBackToWhenItSucceeded() {
        serviceAt(3);
        String succeeded = web.deploymentArns().get(1);

        deploy(to(new Goal.Rollback(Optional.of("web:2"), Optional.of(succeeded))));

        assertThat(web.taskDefinition()).endsWith("web:2");
    }

    @Test
    void whatABuildDidNotWaitForIsNoneWhileItGoesOn() {
        inProgress(2);
        String open = web.deploymentArns().get(0);

        deploy(to(new Goal.Rollback(Optional.of("web:2"), Optional.of(open))));

        assertThat(host.failure)
                .hasMessageContaining(
                        "is not known to have run that revision: ECS has deployment " + open + " as IN_PROGRESS");
        assertThat(calls("UpdateService")).isZero();
    }

    /** One of CodeDeploy, of a time before the service was given to ECS, or one whose ARN was never told. */
    @ParameterizedTest
    @ValueSource(strings = {"d-A1B2C3D4E", "ecs-svc/1234567890123456789"})
    void whatEcsDoesNotKnowIsNone(String deployment) {
        deploy(to(new Goal.Rollback(Optional.of("web:1"), Optional.of(deployment))));

        assertThat(host.failure)
                .hasMessageContaining("is not known to have run that revision: ECS does not have deployment "
                        + deployment + " any more");
    }

    /** The aborted build has updated the service to what it ran before: to roll that back would bring the bad one back. */
    @Test
    void aServiceThatIsOnItsWayBackIsFollowed() {
        emulator.faults().deny("StopServiceDeployment");
        deployAndAbort(OnAbort.ROLLBACK);
        begin();

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("taskDefinitionArn", web.taskDefinition());
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:2");
        assertThat(host.log).anyMatch(line -> line.endsWith("which deploy #41 began"));
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void theLiveRevisionIsNoChange() {
        rollBack("web:1");

        assertThat(host.result).containsEntry("status", "UNCHANGED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anActiveDeploymentIsRolledBackByEcs(boolean mayStop) {
        if (!mayStop) {
            emulator.faults().deny("StopServiceDeployment");
        }
        inProgress(2);

        rollBack(null);

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("images", Map.of("web", "registry/web:1"));
        assertThat((String) host.result.get("taskDefinitionArn")).endsWith("web:1");
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:2");
        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(calls("UpdateService")).isEqualTo(mayStop ? 0 : 1);
        assertThat(host.log).noneMatch(line -> line.contains("failed"));
    }

    @Test
    void aRevisionThatIsNamedTakesThePlaceOfAnActiveDeployment() {
        serviceAt(2);
        inProgress(3);

        rollBack("web:1");

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @Test
    void aDeploymentThatSucceedsMeanwhileIsTakenBackAllTheSame() {
        inProgress(2);
        emulator.onCall(call -> {
            if (call.action().equals("StopServiceDeployment")) {
                emulator.onCall(other -> {});
                emulator.clock().advance(Duration.ofMinutes(10));
            }
        });

        rollBack(null);

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    /** From whichever state that was ever on disk: the same end. */
    @Test
    void goesOnAfterACrash() {
        inProgress(2);
        rollBack(null);
        List<byte[]> states = host.states;

        for (byte[] state : states) {
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = TestHost.read(state);
            begin(request(null));
            time.passUntilIdle();

            assertThat(host.result).containsEntry("status", "SUCCESSFUL");
            assertThat(web.taskDefinition()).endsWith("web:1");
        }
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void aRollbackThatFailsIsNotTakenBack() {
        serviceAt(2);
        web.scene(Scene.crash());

        rollBack(null);

        assertThat(host.failure).hasMessageContainingAll("tasks failed one after another", "was not rolled back");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    private void deployAndAbort(OnAbort policy) {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(30));
        driver.abort(policy, () -> {});
        time.pass(Duration.ofSeconds(1));
        TestHost before = host;
        host = new TestHost(before.ecs);
        host.left.add(new LeftDeployment(record, "deploy #41"));
    }

    private void rollBack(String to) {
        deploy(request(to));
    }

    private static DeployRequest request(String to) {
        return to(new Goal.Rollback(Optional.ofNullable(to)));
    }

    private static DeployRequest to(Goal.Rollback goal) {
        return asItIs().goal(goal)
                .onFailure(OnFailure.LEAVE)
                .onConflict(OnConflict.REPLACE)
                .build();
    }

    /** Deploys web:2 to that revision, one after the other. */
    private void serviceAt(int revision) {
        for (int i = 2; i <= revision; i++) {
            update(i);
            emulator.clock().advance(Duration.ofMinutes(5));
        }
        begin();
    }

    private void inProgress(int revision) {
        update(revision);
        emulator.clock().advance(Duration.ofSeconds(20));
        begin();
    }

    private void begin() {
        emulator.clearCalls();
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    private void update(int revision) {
        register(revision);
        redeploy("web:" + revision);
    }

    private String register(int revision) {
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:" + revision));
        return web.taskDefinition().replaceAll(":\\d+$", ":" + revision);
    }

    private void redeploy(String revision) {
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r ->
                    r.cluster(CLUSTER).service("web").taskDefinition(revision).forceNewDeployment(true));
        }
    }

    private void deregister(String revision) {
        try (var client = EmulatorClients.ecs(emulator)) {
            client.deregisterTaskDefinition(r -> r.taskDefinition(revision));
        }
    }
}
