package io.jenkins.plugins.ecsdeploy.upstream;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import java.net.URL;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockBuilder;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is stopped while a question is open asks on. */
class UpstreamBuildPromptRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** The upstream job of one question is renamed before the restart, that of another one after it. */
    @Test
    void asksOnAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            for (String name : List.of("kept", "before", "after")) {
                ask(jenkins, name);
            }
            rename(jenkins, "before");
        });

        sessions.then(jenkins -> {
            WorkflowRun kept = run(jenkins, "kept");
            await().until(() -> options(jenkins, kept).contains("fix the thing"));
            assertThat(answer(jenkins, kept, "2").getStatusCode()).isEqualTo(400);
            chooses("kept", jenkins, kept);
            chooses("renamed before", jenkins, run(jenkins, "before"));
            await().until(() -> options(jenkins, run(jenkins, "after")).contains("fix the thing"));
            rename(jenkins, "after");
            chooses("renamed after", jenkins, run(jenkins, "after"));
        });
    }

    private static void chooses(String job, JenkinsRule jenkins, WorkflowRun run) throws Exception {
        assertThat(answer(jenkins, run, "1").getStatusCode()).isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("chosen " + job + " 1 by anonymous", run);
    }

    private static void rename(JenkinsRule jenkins, String name) throws Exception {
        jenkins.jenkins.getItemByFullName(name, FreeStyleProject.class).renameTo("renamed " + name);
    }

    private static void ask(JenkinsRule jenkins, String name) throws Exception {
        FreeStyleProject source = jenkins.createFreeStyleProject(name);
        jenkins.buildAndAssertSuccess(source).setDisplayName("fix the thing");
        source.getBuildersList().add(new MockBuilder(Result.FAILURE));
        jenkins.assertBuildStatus(Result.FAILURE, source.scheduleBuild2(0));
        WorkflowJob deploy = jenkins.createProject(WorkflowJob.class, "deploy " + name);
        deploy.setDefinition(new CpsFlowDefinition(
                "def b = upstreamBuildChoice(job: '" + name + "', prompt: 'Which?', id: 'Which')\n"
                        + "echo \"chosen ${b.job} ${b.number} by ${b.submitter}\"",
                true));
        WorkflowRun run = deploy.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Input requested", run);
    }

    private static WorkflowRun run(JenkinsRule jenkins, String name) {
        return jenkins.jenkins
                .getItemByFullName("deploy " + name, WorkflowJob.class)
                .getBuildByNumber(1);
    }

    private static String options(JenkinsRule jenkins, WorkflowRun run) throws Exception {
        return jenkins.createWebClient().getPage(run, "input").getWebResponse().getContentAsString();
    }

    private static WebResponse answer(JenkinsRule jenkins, WorkflowRun run, String value) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        WebRequest request = client.addCrumb(
                new WebRequest(new URL(jenkins.getURL(), run.getUrl() + "input/Which/proceed"), HttpMethod.POST));
        request.getRequestParameters()
                .add(new NameValuePair("json", "{\"parameter\": {\"name\": \"build\", \"value\": \"" + value + "\"}}"));
        return client.getPage(request).getWebResponse();
    }
}
