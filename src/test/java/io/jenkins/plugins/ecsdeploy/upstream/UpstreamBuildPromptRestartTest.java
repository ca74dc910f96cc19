package io.jenkins.plugins.ecsdeploy.upstream;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import java.net.URL;
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

    @Test
    void asksOnAfterARestart() throws Throwable {
        sessions.then(jenkins -> ask(jenkins));

        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            await().until(() -> options(jenkins, run).contains("fix the thing"));
            assertThat(answer(jenkins, run, "2").getStatusCode()).isEqualTo(400);
            assertThat(answer(jenkins, run, "1").getStatusCode()).isEqualTo(200);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("chosen service1-build 1 by anonymous", run);
        });
    }

    @Test
    void aJobThatWasRenamedBeforeTheRestartIsFollowed() throws Throwable {
        sessions.then(jenkins -> {
            ask(jenkins);
            jenkins.jenkins
                    .getItemByFullName("service1-build", FreeStyleProject.class)
                    .renameTo("renamed");
        });

        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            assertThat(answer(jenkins, run, "1").getStatusCode()).isEqualTo(200);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("chosen renamed 1 by anonymous", run);
        });
    }

    @Test
    void aJobThatIsRenamedAfterTheRestartIsFollowed() throws Throwable {
        sessions.then(jenkins -> ask(jenkins));

        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            await().until(() -> options(jenkins, run).contains("fix the thing"));
            jenkins.jenkins
                    .getItemByFullName("service1-build", FreeStyleProject.class)
                    .renameTo("renamed");
            assertThat(answer(jenkins, run, "1").getStatusCode()).isEqualTo(200);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("chosen renamed 1 by anonymous", run);
        });
    }

    private static void ask(JenkinsRule jenkins) throws Exception {
        FreeStyleProject source = jenkins.createFreeStyleProject("service1-build");
        jenkins.buildAndAssertSuccess(source).setDisplayName("fix the thing");
        source.getBuildersList().add(new MockBuilder(Result.FAILURE));
        jenkins.assertBuildStatus(Result.FAILURE, source.scheduleBuild2(0));
        WorkflowJob deploy = jenkins.createProject(WorkflowJob.class, "deploy");
        deploy.setDefinition(new CpsFlowDefinition(
                "def b = upstreamBuildChoice(job: 'service1-build', prompt: 'Which?', id: 'Which')\n"
                        + "echo \"chosen ${b.job} ${b.number} by ${b.submitter}\"",
                true));
        WorkflowRun run = deploy.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Input requested", run);
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class).getBuildByNumber(1);
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
