package io.jenkins.plugins.ecsdeploy.variables;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.of;
import static io.jenkins.plugins.ecsdeploy.variables.Pipelines.run;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class VariablesRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void whatWasSetAndReadOutlivesARestart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun service =
                    run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [SERVICE1_BUILD: 90])");
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            job.setDefinition(new CpsFlowDefinition(
                    "def v = importBuildVariables(" + of(service) + ", set: true, archive: true)\n"
                            + "semaphore 'restart'\n"
                            + "echo \"still ${v} ${env.SERVICE1_BUILD}\"",
                    true));
            SemaphoreStep.waitForStart("restart/1", job.scheduleBuild2(0).waitForStart());
        });

        sessions.then(jenkins -> {
            SemaphoreStep.success("restart/1", null);
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("deploy", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("still [SERVICE1_BUILD:90] 90", build);
            assertThat(BuildVariablesAction.of(build)).containsEntry("SERVICE1_BUILD", "90");
        });
    }

    @Test
    void anImportThatARestartCutsOffIsDoneAgain() throws Throwable {
        sessions.then(jenkins -> {
            RemoteArtifacts.use();
            WorkflowRun service =
                    run(jenkins, Result.SUCCESS, "exportBuildVariables(name: 's', variables: [SERVICE1_BUILD: 90])");
            RemoteArtifacts.gate = new CountDownLatch(1);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            job.setDefinition(new CpsFlowDefinition(
                    "echo \"got ${importBuildVariables(" + of(service)
                            + ", set: true, archive: true)} ${env.SERVICE1_BUILD}\"",
                    true));
            job.scheduleBuild2(0).waitForStart();
            await().until(() -> RemoteArtifacts.waiting.get() == 1);
        });
        RemoteArtifacts.gate = new CountDownLatch(0);

        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("deploy", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("got [SERVICE1_BUILD:90] 90", build);
            assertThat(RemoteArtifacts.of(build)).containsOnlyKeys("s.env.groovy");
        });
    }
}
