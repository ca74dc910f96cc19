package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The variables of an upstream build feed the deployment directly. */
@ExtendWith(QuickJenkins.class)
class ImportedVariablesTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void renderAndDeployTakeThem() throws Exception {
        WorkflowRun service = run(
                "exportBuildVariables(name: 'service1', variables: [SERVICE1_BUILD: 90, SERVICE1_COMMIT_MSG: 'say \"hi\" ${x}'])");
        String build = "build: [job: '" + service.getParent().getFullName() + "', number: 1]";

        WorkflowRun deploy = run("def vars = importBuildVariables(" + build + ")\n"
                + "def rendered = ecsRender(variables: vars, taskDefinition: '{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
                + "\"image\":\"registry/web:${SERVICE1_BUILD}\",\"memory\":128,\"environment\":[{\"name\":\"MESSAGE\",\"value\":\"${SERVICE1_COMMIT_MSG}\"}]}]}')\n"
                + "echo rendered\n"
                + "ecsDeploy(service: 'web', " + ARGUMENTS
                + ", images: [web: \"registry/web:${vars.SERVICE1_BUILD}\"])");

        jenkins.assertLogContains("\"image\": \"registry/web:90\"", deploy);
        jenkins.assertLogContains("\"value\": \"say \\\"hi\\\" ${x}\"", deploy);
        jenkins.assertLogContains("web:2 is live on service web", deploy);
    }

    private static WorkflowRun run(String script) throws Exception {
        WorkflowJob job = EcsScene.job(jenkins, script);
        return jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
    }
}
