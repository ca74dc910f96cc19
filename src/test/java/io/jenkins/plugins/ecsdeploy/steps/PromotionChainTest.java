package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.SimpleParameterDefinition;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.Waiting;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterDefinition;
import java.net.URL;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Images promoted from job to job: a service's build, the deployment to the test cluster, the deployment to the live
 * cluster. Each job archives the build variables for the next, in the files that such teams have today.
 */
@ExtendWith(QuickJenkins.class)
class PromotionChainTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        for (String cluster : new String[] {"test", "live"}) {
            scene.ecs.cluster(cluster);
            scene.ecs.service(cluster, "web", "web:1", 2);
        }
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void whatWasTestedGoesLiveThoughTheJobsGetOtherNames() throws Exception {
        // The file as the jobs of such a chain write it: a bare number, and the message in double quotes.
        WorkflowJob service = job("service1-build", """
                if (env.BUILD_NUMBER == '2') {
                    error 'broken'
                }
                def message = "fix the thing - part ${env.BUILD_NUMBER}"
                currentBuild.displayName = message
                node {
                    writeFile file: 'output/service1.env.groovy',
                        text: "env.SERVICE1_BUILD=${env.BUILD_NUMBER}\\nenv.SERVICE1_COMMIT_MSG=\\"${message}\\"\\n"
                    archiveArtifacts 'output/service1.env.groovy'
                }""");
        jenkins.buildAndAssertSuccess(service);
        jenkins.assertBuildStatus(Result.FAILURE, service.scheduleBuild2(0));
        jenkins.buildAndAssertSuccess(service);
        jenkins.buildAndAssertSuccess(service);

        WorkflowJob test = job("deploy-test", """
                def build = upstreamBuildChoice(job: "/${env.SERVICE1_JOBNAME}", choice: params.SERVICE1)
                importBuildVariables(build: build, set: true, archive: true, only: 'SERVICE1_*')
                currentBuild.displayName = env.SERVICE1_COMMIT_MSG
                """ + deploy("test"));
        test.addProperty(
                new ParametersDefinitionProperty(new UpstreamBuildParameterDefinition("SERVICE1", "service1-build")));
        Waiting.await().until(() -> SuccessfulBuilds.get().of(service).complete());
        WorkflowRun first = promote(test, "1");
        assertThat(first.getDisplayName()).isEqualTo("fix the thing - part 1");
        jenkins.assertLogContains("web: image registry/web:1 → registry/service1:1", first);

        service.renameTo("service1-main");
        WorkflowRun third = promote(test, "3");
        jenkins.assertLogContains("web: image registry/service1:1 → registry/service1:3", third);

        WorkflowJob live = job("deploy-live", """
                def build = upstreamBuildChoice(job: 'deploy-test', prompt: 'Which build goes live?', id: 'Live')
                def variables = importBuildVariables(build: build, archive: true)
                echo "live: ${variables.SERVICE1_COMMIT_MSG}, by ${build.submitter}"
                env.SERVICE1_BUILD = variables.SERVICE1_BUILD
                """ + deploy("live"));
        WorkflowRun question = live.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Input requested", question);
        test.renameTo("deploy-beta");
        answer(question, "1");

        WorkflowRun done = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(question));
        jenkins.assertLogContains("[upstreamBuildChoice] #1: SUCCESS", done);
        jenkins.assertLogContains("live: fix the thing - part 1, by anonymous", done);
        jenkins.assertLogContains("web: image registry/web:1 → registry/service1:1", done);
        assertThat(done.getArtifacts())
                .extracting(artifact -> artifact.getFileName())
                .contains("service1.env.groovy");
    }

    private static String deploy(String cluster) {
        return "ecsDeploy(service: 'web', "
                + ARGUMENTS.replace("'c1'", "'" + cluster + "'")
                + ", images: [web: \"registry/service1:${env.SERVICE1_BUILD}\"])";
    }

    private static WorkflowJob job(String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Starts the job with a value that its own parameter accepts. */
    private static WorkflowRun promote(WorkflowJob job, String choice) throws Exception {
        SimpleParameterDefinition parameter = (SimpleParameterDefinition)
                job.getProperty(ParametersDefinitionProperty.class).getParameterDefinition("SERVICE1");
        return jenkins.assertBuildStatusSuccess(job.scheduleBuild2(
                0, new CauseAction(new Cause.UserIdCause()), new ParametersAction(parameter.createValue(choice))));
    }

    private static void answer(WorkflowRun run, String choice) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        WebRequest request = client.addCrumb(
                new WebRequest(new URL(jenkins.getURL(), run.getUrl() + "input/Live/proceed"), HttpMethod.POST));
        request.getRequestParameters()
                .add(new NameValuePair(
                        "json", "{\"parameter\": {\"name\": \"build\", \"value\": \"" + choice + "\"}}"));
        client.getPage(request);
    }
}
