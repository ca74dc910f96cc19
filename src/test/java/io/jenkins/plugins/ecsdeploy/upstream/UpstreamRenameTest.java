package io.jenkins.plugins.ecsdeploy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

@ExtendWith(QuickJenkins.class)
class UpstreamRenameTest {
    private static JenkinsRule jenkins;
    private static UpstreamScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        scene = new UpstreamScene(rule);
    }

    @Test
    void theParameterFollowsItsJob() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "to");
        FreeStyleProject service = scene.service("one");
        WorkflowJob deploy = scene.deploy(new UpstreamBuildParameterDefinition("SERVICE", service.getName()));

        service.renameTo("renamed");
        assertThat(parameter(deploy).getJob()).isEqualTo("renamed");
        assertThat(parameter(deploy).getChoices()).containsExactly("1");

        Items.move(service, folder);
        assertThat(parameter(deploy).getJob()).isEqualTo("to/renamed");

        folder.renameTo("team");
        assertThat(parameter(deploy).getJob()).isEqualTo("team/renamed");
        assertThat(parameter(deploy).getChoices()).containsExactly("1");
        jenkins.assertLogContains("job=team/renamed", jenkins.buildAndAssertSuccess(deploy));

        deploy.doReload();
        assertThat(parameter(deploy).getJob()).isEqualTo("team/renamed");
    }

    @Test
    void theParameterFollowsWhenItsOwnJobMoves() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "elsewhere");
        FreeStyleProject service = scene.service("one");
        WorkflowJob deploy = scene.deploy(new UpstreamBuildParameterDefinition("SERVICE", service.getName()));

        Items.move(deploy, folder);

        assertThat(parameter(deploy).getJob()).isEqualTo("../" + service.getName());
        assertThat(parameter(deploy).getChoices()).containsExactly("1");
    }

    @Test
    void aWaitingBuildFollows() throws Exception {
        FreeStyleProject service = scene.service("one");
        WorkflowJob deploy = scene.deploy(scene.parameter(service));
        jenkins.jenkins.doQuietDown(false, 0, null, false);
        try {
            scene.post(jenkins.createWebClient(), deploy, "1");
            service.renameTo("renamed-meanwhile");
            service.getLastBuild().setDisplayName("renamed, too");
        } finally {
            jenkins.jenkins.doCancelQuietDown();
        }
        jenkins.waitUntilNoActivity();

        WorkflowRun build = deploy.getLastBuild();
        jenkins.assertLogContains("number=1 job=renamed-meanwhile", build);
        jenkins.assertLogContains(
                "name=renamed, too result=SUCCESS url=" + jenkins.getURL() + "job/renamed-meanwhile/1/", build);
    }

    @Test
    void aRunningBuildFollows() throws Exception {
        FreeStyleProject service = scene.service("one");
        WorkflowJob deploy = scene.deploy(scene.parameter(service));
        deploy.setDefinition(new CpsFlowDefinition(
                "semaphore 'renaming'; echo \"job=${env.SERVICE_JOBNAME} param=${params.SERVICE}\"", true));
        WorkflowRun build = deploy.scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart("renaming/1", build);

        service.renameTo("renamed-while-running");
        SemaphoreStep.success("renaming/1", null);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("job=renamed-while-running param=1", build);
    }

    @Test
    void aJobThatTookTheNameIsNotTakenForIt() throws Exception {
        FreeStyleProject service = scene.service("one");
        WorkflowJob deploy = scene.deploy(scene.parameter(service));
        WorkflowRun build = jenkins.buildAndAssertSuccess(deploy);
        String name = service.getName();
        service.delete();
        FreeStyleProject other = jenkins.createFreeStyleProject(name);
        jenkins.buildAndAssertSuccess(other).setDisplayName("another");

        UpstreamBuildParameterValue value = (UpstreamBuildParameterValue)
                build.getAction(ParametersAction.class).getParameter("SERVICE");

        assertThat(build.getEnvironment(TaskListener.NULL)).containsEntry("SERVICE_NAME", "one");
        assertThat(value.getLink()).isNull();
    }

    private static UpstreamBuildParameterDefinition parameter(Job<?, ?> job) {
        return (UpstreamBuildParameterDefinition)
                job.getProperty(ParametersDefinitionProperty.class).getParameterDefinition("SERVICE");
    }
}
