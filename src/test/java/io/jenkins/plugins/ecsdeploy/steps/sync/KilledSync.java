package io.jenkins.plugins.ecsdeploy.steps.sync;

import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A sync of three services, two at once, whose controller is killed: what was begun goes on, and what is left is begun. */
public final class KilledSync {
    public static final int SERVICES = 3;

    private KilledSync() {}

    public static void prepare(EcsScene scene) {
        for (int i = 0; i < SERVICES; i++) {
            scene.service("s" + i);
        }
    }

    public static void begin(JenkinsRule jenkins) throws Exception {
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < SERVICES; i++) {
            files.append("writeFile(file: 'c1/s" + i
                    + "/revision.json', text: '[{\"name\": \"web\", \"imageUri\": \"registry/web:2\"}]')\n");
        }
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "sync");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + files + "ecsSync(region: 'eu-central-1', credentialsId: 'aws', parallel: 2)\n}", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("[c1/s0] Deploying web:", build);
        jenkins.waitForMessage("[c1/s1] Deploying web:", build);
    }

    public static void begunOnesHaveEnded(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.waitForMessage("is live on service s0", build);
        jenkins.waitForMessage("is live on service s1", build);
        jenkins.waitForMessage("[c1/s2] Deploying web:", build);
    }

    public static void succeeds(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("[ecsSync] SUCCESSFUL: c1/s0, c1/s1, c1/s2", build);
    }

    /** How often it was looked what all three services run: once, for the plan, which is kept. */
    public static long looksAtAll(EcsScene scene) {
        return scene.ecs.calls("DescribeServiceRevisions").stream()
                .map(call -> call.request().path("serviceRevisionArns").toString())
                .filter(arns -> IntStream.range(0, SERVICES).allMatch(i -> arns.contains("/s" + i + "/")))
                .count();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("sync", WorkflowJob.class).getBuildByNumber(1);
    }
}
