package io.jenkins.plugins.ecsdeploy.steps.tasks;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jvnet.hudson.test.JenkinsRule;

/** Five tasks that run when a controller is killed. The log of each is at another place: no second task, and each line once. */
public final class KilledTasks {
    public static final int TASKS = 5;
    private static final int LINES = 40;

    private KilledTasks() {}

    /** The last one runs for 50 minutes. */
    public static void prepare(EcsScene scene) {
        TaskScenes.service(scene.ecs);
        for (int i = 1; i <= TASKS; i++) {
            scene.ecs
                    .tasks()
                    .next(TaskScenes.logging(TaskScene.succeeds().running(Duration.ofMinutes(10L * i)), LINES));
        }
    }

    public static void begin(JenkinsRule jenkins) throws Exception {
        for (int i = 1; i <= TASKS; i++) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "migrate" + i);
            job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.MAX_SURVIVABILITY));
            job.setDefinition(new CpsFlowDefinition("ecsRunTask(service: 'job', " + ARGUMENTS + ")", true));
            jenkins.waitForMessage("Task ", job.scheduleBuild2(0).waitForStart());
        }
    }

    /** The first task writes four lines a minute. */
    public static void hasShown(JenkinsRule jenkins, int line) throws Exception {
        jenkins.waitForMessage("job | line " + line, build(jenkins, 1));
    }

    public static void allSucceed(JenkinsRule jenkins) throws Exception {
        for (int i = 1; i <= TASKS; i++) {
            WorkflowRun build = build(jenkins, i);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(TaskScenes.shown(JenkinsRule.getLog(build))).isEqualTo(TaskScenes.lines(LINES));
        }
    }

    private static WorkflowRun build(JenkinsRule jenkins, int number) {
        return jenkins.jenkins
                .getItemByFullName("migrate" + number, WorkflowJob.class)
                .getBuildByNumber(1);
    }
}
