package io.jenkins.plugins.ecsdeploy.steps.tasks;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskStatus;
import io.jenkins.plugins.ecsdeploy.records.TasksAction;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

@ExtendWith(QuickJenkins.class)
class EcsRunTaskStepTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(0);
        scene = EcsScene.fast();
        TaskScenes.service(scene.ecs);
        scene.connect();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void task() {
        scene.ecs.clearCalls();
        scene.ecs.faults().clear();
        scene.ecs.tasks().scene(TaskScenes.logging(TaskScene.succeeds(), 5));
    }

    @Test
    void runsAndAnswersWithAMap() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = ecsRunTask(service: 'job', " + ARGUMENTS + ", command: ['bin/migrate'])\n"
                        + "echo \"${r.status} ${r.exitCodes.job} ${r.tasks[0].logs[0].logGroup} ${r.keySet().join(',')}\"");

        jenkins.assertLogContains(
                "SUCCESSFUL 0 g status,cluster,region,service,taskDefinitionArn,taskArn,exitCodes,url,tasks,startedBy,"
                        + "durationMillis",
                build);
        assertThat(TaskScenes.shown(JenkinsRule.getLog(build))).isEqualTo(TaskScenes.lines(5));
        jenkins.assertLogContains("[c1/job] Running job:1 in cluster c1", build);
        Call call = scene.ecs.calls("RunTask").get(0);
        assertThat(call.request()
                        .at("/overrides/containerOverrides/0/command/0")
                        .asText())
                .isEqualTo("bin/migrate");
        assertThat(call.request().path("startedBy").asText())
                .startsWith(build.getParent().getFullName() + "-1/");
    }

    @Test
    void runsInADeclarativePipeline() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "pipeline {\n  agent none\n  stages { stage('migrate') { steps {\n    ecsRunTask(service: 'job', "
                        + ARGUMENTS
                        + ", container: 'job', command: ['bin/migrate', '--all'], environment: [job: [A: 'b']],"
                        + " count: 2)\n  } } }\n}");

        assertThat(build.getAction(TasksAction.class).getRuns().get(0).record().tasks())
                .hasSize(2);
    }

    @Test
    void anExitCodeFailsTheBuildAndIsShownOnItsPage() throws Exception {
        scene.ecs.tasks().scene(TaskScenes.logging(TaskScene.exits(3), 2));

        WorkflowRun build = run(Result.FAILURE, "ecsRunTask(service: 'job', " + ARGUMENTS + ")");

        jenkins.assertLogContains("container job exited with 3", build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText())
                .contains("job:1 in cluster c1: FAILED (exit code of job 3)");
        assertThat(jenkins.createWebClient()
                        .goTo(build.getUrl() + "api/json?depth=2", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"tasks\"", "\"status\":\"FAILED\"");
    }

    @Test
    void anAbortStopsTheTask() throws Exception {
        scene.ecs
                .tasks()
                .scene(TaskScene.never().lineEvery(Duration.ofSeconds(30)).logging("a", "b", "c"));
        WorkflowRun build = EcsScene.job(jenkins, "ecsRunTask(service: 'job', " + ARGUMENTS + ")")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("is running", build);

        build.getOneOffExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(scene.ecs.calls("StopTask")).hasSize(1);
        jenkins.assertLogContains("Stopping what was started, for the build was aborted", build);
        assertThat(build.getAction(TasksAction.class).getRuns().get(0).record().status())
                .isEqualTo(TaskStatus.STOPPED);
    }

    @Test
    void soDoesATimeoutAroundIt() throws Exception {
        scene.ecs.tasks().scene(TaskScene.never());

        run(Result.ABORTED, "timeout(time: 4, unit: 'SECONDS') { ecsRunTask(service: 'job', " + ARGUMENTS + ") }");

        assertThat(scene.ecs.calls("StopTask")).hasSize(1);
    }

    @Test
    void aTaskDefinitionOfTheWorkspaceIsRead() throws Exception {
        jenkins.jenkins.setNumExecutors(1);
        try {
            WorkflowRun build = run(
                    Result.SUCCESS,
                    "node { writeFile(file: 'job.json', text: '{\"family\":\"job\",\"containerDefinitions\":[{\"name\":"
                            + "\"job\",\"image\":\"i:2\",\"memory\":64}]}')\n ecsRunTask(service: 'job', " + ARGUMENTS
                            + ", taskDefinition: 'job.json', wait: false) }");

            jenkins.assertLogContains("Registered job:", build);
        } finally {
            jenkins.jenkins.setNumExecutors(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cluster: 'c1'                               | There is nothing to run. Name the service whose task definition
            service: 'job', count: 11                   | count is 11. ECS starts 1 to 10 tasks at once
            service: 'job', timeoutMinutes: -1          | timeoutMinutes is -1
            service: 'job', command: 'bin/migrate'      | command is a text; expected a list, such as command: ['bin/migrate', '--all']
            service: 'job', command: [job: ['x']]       | command is a map; expected a list
            service: 'job', subnets: 'subnet-1'         | subnets is a text; expected a list
            service: 'job', environment: [A: 'b']       | environment.A is a text; expected a map of containers
            service: 'job', images: [job: 'i:2']        | ecsRunTask has no argument images; it takes
            service: 'job', launchType: 'FARGATE_SPOT'  | launchType is 'FARGATE_SPOT'. Give FARGATE, EC2, EXTERNAL
            service: 'job', overrides: [containerOverrides: [[name: 'job', image: 'i:2']]] | overrides.containerOverrides[0].image cannot be given: ECS takes no other image
            service: 'job', taskTags: ['aws:x': 'y']    | taskTags.aws:x begins with aws:
            service: 'job', container: 'jbo'            | container names the container jbo, which
            service: 'none'                             | Service none was not found in cluster c1
            """)
    void saysWhatIsWrong(String arguments, String message) throws Exception {
        WorkflowRun build = run(
                Result.FAILURE,
                "ecsRunTask(" + arguments + ", region: 'eu-central-1', credentialsId: 'aws'"
                        + (arguments.contains("cluster") ? "" : ", cluster: 'c1'") + ")");

        jenkins.assertLogContains("ERROR: " + message, build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
        assertThat(scene.ecs.calls("RunTask")).isEmpty();
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
