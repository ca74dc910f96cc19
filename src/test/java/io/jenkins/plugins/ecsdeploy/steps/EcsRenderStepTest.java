package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

@ExtendWith(QuickJenkins.class)
class EcsRenderStepTest {
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
    void rendersAFileAndWritesTheResult() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "node {\n"
                        + "  writeFile file: 'taskdef.json', text: '{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
                        + "\"image\":\"registry/web:${BUILD}\",\"environment\":[{\"name\":\"MESSAGE\",\"value\":\"${MESSAGE}\"}]}]}'\n"
                        + "  writeFile file: 'images.json', text: '[{\"name\":\"web\",\"imageUri\":\"registry/web:91\"}]'\n"
                        + "  def rendered = ecsRender(taskDefinition: 'taskdef.json', imageDefinitions: 'images.json',\n"
                        + "      variables: [BUILD: env.BUILD_NUMBER, MESSAGE: 'say \"hi\" ${MESSAGE}'], memory: 512, output: 'out/t.json')\n"
                        + "  echo 'same: ' + (rendered == readFile('out/t.json'))\n"
                        + "  echo rendered\n"
                        + "}");

        jenkins.assertLogContains("same: true", build);
        jenkins.assertLogContains("\"image\": \"registry/web:91\"", build);
        jenkins.assertLogContains("\"value\": \"say \\\"hi\\\" ${MESSAGE}\"", build);
        jenkins.assertLogContains("\"memory\": \"512\"", build);
        jenkins.assertLogContains("[ecsRender] web: registry/web:91", build);
    }

    @Test
    void rendersTheLiveRevisionWithoutAnAgent() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "echo ecsRender(service: 'web', " + ARGUMENTS
                        + ", tag: 90, environment: [web: [LEVEL: \"${'debug'}\"]])");

        jenkins.assertLogContains("\"image\": \"registry/web:90\"", build);
        jenkins.assertLogContains("\"value\": \"debug\"", build);
        jenkins.assertLogNotContains("taskDefinitionArn", build);
    }

    @Test
    void runsInADeclarativePipeline() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "pipeline {\n  agent none\n  stages { stage('render') { steps {\n"
                        + "    ecsRender(family: 'web:1', " + ARGUMENTS + ", images: [web: 'registry/web:90'])\n"
                        + "  } } }\n}");

        jenkins.assertLogContains("[ecsRender] web: registry/web:90", build);
    }

    @Test
    void usesTheEnvironmentWhenAsked() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "withEnv(['TAG=7']) { echo ecsRender(useEnvironment: true, taskDefinition: '{\"family\":\"web\","
                        + "\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:${TAG}\"}]}') }");

        jenkins.assertLogContains("registry/web:7", build);
    }

    @Test
    void tellsWhatIsWrongWithoutAStackTrace() throws Exception {
        failsWith("ecsRender()", "There is no task definition to start from");
        failsWith("ecsRender(family: 'web', service: 'web')", "family and service each name a task definition");
        failsWith("ecsRender(taskDefinition: 'taskdef.json')", "Run ecsRender within node { }");
        failsWith(
                "node { ecsRender(taskDefinition: 'nothing.json') }", "the file nothing.json is not in the workspace");
        failsWith("ecsRender(family: 'web', " + ARGUMENTS + ", images: [wbe: 'registry/web:2'])", "web");
        failsWith(
                "ecsRender(taskDefinition: '{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
                        + "\"image\":\"i\",\"memroy\":1}]}', strict: true)",
                "did you mean memory?");
        failsWith("ecsRender(family: 'web')", "No AWS region");
        failsWith("ecsRender(family: 'web', region: 'eu-central-1')", "No AWS credentials");
        failsWith(
                "ecsRender(family: 'web', region: 'eu-central-1', credentialsId: 'nope')",
                "There are no AWS credentials 'nope' that this job may use");
        failsWith("ecsRender(family: 'nothing', " + ARGUMENTS + ")", "Task definition nothing was not found");
        failsWith("ecsRender(family: 'web', " + ARGUMENTS + ", environment: [LEVEL: 'debug'])", "environment: [");
        failsWith("ecsRender(taskDefinition: '{}', variables: [A: null])", "variables: A has no value");
    }

    private static void failsWith(String script, String message) throws Exception {
        WorkflowRun build = run(Result.FAILURE, script);
        jenkins.assertLogContains(message, build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
