package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is stopped while it deploys a hundred services. */
class HundredDeploymentsTest {
    private static final int BEGUN_AT_THE_FIRST_STOP = 30;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    /** Stopped while most wait for their turn to register, and again when all of them are in flight. */
    @Test
    void allGoOnAndNoneIsMadeTwice() throws Throwable {
        Hundred.services(scene.ecs, 0);
        sessions.then(jenkins -> {
            scene.connect();
            Hundred.begin(jenkins, 0, FlowDurabilityHint.MAX_SURVIVABILITY);
            updates(BEGUN_AT_THE_FIRST_STOP);
        });
        assertThat(scene.ecs.calls("UpdateService")).hasSizeLessThan(Hundred.ALL);

        sessions.then(jenkins -> updates(Hundred.ALL));

        scene.ecs.clock().advance(Duration.ofMinutes(5));
        sessions.then(jenkins -> {
            for (WorkflowRun build : Hundred.builds(jenkins)) {
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
                assertThat(build.getAction(DeploymentsAction.class).deployments())
                        .hasSize(Hundred.OF_A_JOB)
                        .allMatch(deployment -> deployment.record().status() == Status.SUCCESSFUL);
            }
        });
        Hundred.changedOnceEach(scene.ecs, 0);
    }

    private void updates(int count) {
        await().atMost(Duration.ofMinutes(4))
                .until(() -> scene.ecs.calls("UpdateService").size() >= count);
    }
}
