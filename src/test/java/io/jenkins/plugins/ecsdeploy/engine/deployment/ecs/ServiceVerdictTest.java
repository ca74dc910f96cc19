package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

class ServiceVerdictTest {
    private static final String OLD = "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:1";
    private static final String NEW = "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:2";

    @Test
    void goesOnWhileOurDeploymentIsInProgress() {
        assertThat(judge(
                                deployment("ours", "PRIMARY", NEW, "IN_PROGRESS"),
                                deployment("old", "ACTIVE", OLD, "COMPLETED"))
                        .state())
                .isEqualTo(State.GOING_ON);
    }

    @Test
    void succeedsWhenOursIsCompleteAndOfOurRevision() {
        assertThat(judge(deployment("ours", "PRIMARY", NEW, "COMPLETED")).state())
                .isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aStableServiceOfTheOldRevisionIsARollback() {
        Verdict verdict = judge(deployment("rollback", "PRIMARY", OLD, "COMPLETED"));

        assertThat(verdict.state()).isEqualTo(State.ROLLED_BACK);
        assertThat(verdict.reason()).contains("ours of web:2 is gone", "web:1");
    }

    @Test
    void anotherRevisionInItsPlaceIsAFailure() {
        String other = "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:3";

        assertThat(judge(
                        deployment("theirs", "PRIMARY", other, "IN_PROGRESS"),
                        deployment("ours", "ACTIVE", NEW, "IN_PROGRESS")))
                .isEqualTo(new Verdict(State.FAILED, "another deployment, of web:3, has taken the place of web:2"));
        assertThat(judge(deployment("theirs", "PRIMARY", other, "COMPLETED")).state())
                .isEqualTo(State.FAILED);
    }

    @Test
    void failsUntilTheRollbackHasEnded() {
        Deployment failed = deployment("ours", "ACTIVE", NEW, "FAILED").toBuilder()
                .rolloutStateReason("tasks failed to start")
                .build();

        assertThat(judge(deployment("rollback", "PRIMARY", OLD, "IN_PROGRESS"), failed))
                .isEqualTo(new Verdict(State.GOING_BACK, "tasks failed to start"));
        assertThat(judge(deployment("rollback", "PRIMARY", OLD, "COMPLETED"), failed))
                .isEqualTo(new Verdict(State.ROLLED_BACK, "tasks failed to start"));
    }

    @Test
    void failsForGoodWithoutARollback() {
        assertThat(judge(deployment("ours", "PRIMARY", NEW, "FAILED")).state()).isEqualTo(State.FAILED);
    }

    @Test
    void ourIdWithAnotherRevisionIsNotOurs() {
        assertThat(judge(deployment("ours", "PRIMARY", OLD, "COMPLETED")).state())
                .isEqualTo(State.FAILED);
    }

    private static Verdict judge(Deployment... deployments) {
        return ServiceVerdict.of(Service.builder().deployments(deployments).build(), "ours", NEW, OLD);
    }

    private static Deployment deployment(String id, String status, String taskDefinition, String rolloutState) {
        return Deployment.builder()
                .id(id)
                .status(status)
                .taskDefinition(taskDefinition)
                .rolloutState(rolloutState)
                .build();
    }
}
