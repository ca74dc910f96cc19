package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;

/** The steps for a service that CodeDeploy deploys; the rules are tested with the engine. */
@ExtendWith(QuickJenkins.class)
class BlueGreenStepTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String APP_SPEC = """
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: web, ContainerPort: 8080}
            Hooks:
              - AfterAllowTestTraffic: ${HOOK}
            """;

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    private final String name = "shop" + NUMBER.incrementAndGet();
    private final EmulatedService shop = scene.blueGreenService(name);

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
    void theStepIsTheSameAsForARollingService() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = " + deploy("tag: 'new'") + "\necho \"${r.status} ${r.controller} ${r.deploymentId}\"");

        String id = shop.group().deployments().get(0);
        jenkins.assertLogContains("SUCCESSFUL CODE_DEPLOY " + id, build);
        jenkins.assertLogContains("is live on service " + name, build);
        assertThat(scene.ecs.taskDefinition(shop.taskDefinition())).contains("registry/shop:new");
    }

    @Test
    void allArgumentsReachCodeDeploy() throws Exception {
        String application = shop.group().application();
        String group = shop.group().name();
        WorkflowRun build = run(
                Result.SUCCESS,
                "node { writeFile file: 'appspec.yaml', text: '''" + APP_SPEC + "'''\n"
                        + deploy("tag: 'all', appSpec: 'appspec.yaml', variables: [HOOK: 'check: it'],"
                                + " codeDeployApplication: '" + application + "', codeDeployGroup: '" + group + "',"
                                + " codeDeployConfig: 'CodeDeployDefault.ECSLinear10PercentEvery1Minutes',"
                                + " description: env.BUILD_TAG, waitUntil: 'LIVE', ignoreAlarms: true")
                        + " }");

        var request = scene.ecs.calls("CreateDeployment").stream()
                .map(call -> call.request())
                .filter(sent -> sent.path("deploymentGroupName").asText().equals(group))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(request.path("applicationName").asText()).isEqualTo(application);
        assertThat(request.path("deploymentConfigName").asText())
                .isEqualTo("CodeDeployDefault.ECSLinear10PercentEvery1Minutes");
        assertThat(request.path("description").asText())
                .startsWith(build.getEnvironment(hudson.model.TaskListener.NULL).get("BUILD_TAG"));
        assertThat(request.at("/overrideAlarmConfiguration/enabled").asBoolean(true))
                .isFalse();
        assertThat(request.at("/revision/appSpecContent/content").asText()).contains("check: it");
        jenkins.assertLogContains("All production traffic is on the new tasks", build);
    }

    @Test
    void anAppSpecMayBeGivenAsText() throws Exception {
        run(Result.SUCCESS, deploy("tag: 'text', appSpec: '''" + APP_SPEC + "''', variables: [HOOK: 'check-it']"));

        assertThat(scene.ecs.calls("CreateDeployment").toString()).contains("check-it");
    }

    @Test
    void declarativelyAndFollowedLater() throws Exception {
        shop.group().readyWait(Duration.ofMinutes(60), true);
        WorkflowRun build = run(Result.SUCCESS, """
                pipeline {
                    agent none
                    stages {
                        stage('Deploy') {
                            steps {
                                script { green = %s }
                                echo "at ${green.status}"
                                script { followed = %s }
                            }
                        }
                    }
                }
                """.formatted(
                        deploy("tag: 'gate', waitUntil: 'GATE'"),
                        "ecsDeploy(service: '" + name + "', " + ARGUMENTS
                                + ", deploymentArn: green.deploymentId, waitUntil: 'GATE')"));

        jenkins.assertLogContains("at IN_PROGRESS", build);
        assertThat(shop.group().deployments()).hasSize(2);
    }

    @Test
    void aRollbackIsAFailureWhichSaysWhy() throws Exception {
        shop.scene(Scene.crash(3));

        WorkflowRun build = run(Result.FAILURE, deploy("tag: 'crash', onFailure: 'ROLLBACK'"));

        jenkins.assertLogContains("CodeDeploy rolled the service back to shop:", build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    @Test
    void anAbortRollsBackIfSoAskedFor() throws Exception {
        shop.scene(Scene.never());
        WorkflowRun build = begin(deploy("tag: 'abort', onAbort: 'ROLLBACK'"));
        jenkins.waitForMessage("CodeDeploy: Install began", build);

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        await().untilAsserted(() -> assertThat(scene.ecs.calls("StopDeployment"))
                .anyMatch(call -> call.request().path("autoRollbackEnabled").asBoolean()));
    }

    @Test
    void ecsRollbackDeploysTheRevisionBefore() throws Exception {
        String before = shop.taskDefinition();
        run(Result.SUCCESS, deploy("tag: 'first'"));
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = ecsRollback(service: '" + name + "', " + ARGUMENTS
                        + ", codeDeployConfig: 'CodeDeployDefault.ECSAllAtOnce', description: 'back')\n"
                        + "echo \"${r.status} on ${r.taskDefinitionArn}\"");

        jenkins.assertLogContains("SUCCESSFUL on " + before, build);
        assertThat(shop.taskDefinition()).isEqualTo(before);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("waitUntil: 'SOON'", "waitUntil is 'SOON'. Give one of GATE, LIVE, DONE"),
                Arguments.of("waitUntil: 'GATE'", "waitUntil is GATE, but Deployment group "),
                Arguments.of("waitUntil: 'LIVE', wait: false", "waitUntil is LIVE, but wait is false"),
                Arguments.of("description: 'x' * 300", "description has 300 characters"),
                Arguments.of("codeDeployGroup: 'x' * 101", "codeDeployGroup has 101 characters"),
                Arguments.of("codeDeployConfig: 'Nowhere'", "codeDeployConfig is 'Nowhere', which does not exist"),
                Arguments.of("appSpec: 'nowhere.yaml'", "appSpec: 'nowhere.yaml' is a file, and there is no workspace"),
                Arguments.of("appSpec: '{}'", "appSpec"),
                Arguments.of("variables: [A: null]", "variables: A has no value"),
                Arguments.of("deploymentArn: 'd-123456789', appSpec: '{}'", "deploymentArn names a deployment"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsSaidBeforeAnythingIsRegistered(String argument, String message) throws Exception {
        int registered = scene.ecs.calls("RegisterTaskDefinition").size();

        WorkflowRun build = run(Result.FAILURE, deploy("tag: 'wrong', " + argument));

        jenkins.assertLogContains(message, build);
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(registered);
    }

    @Test
    void aRollingServiceHasNoGate() throws Exception {
        WorkflowRun build =
                run(Result.FAILURE, "ecsDeploy(service: 'web', " + ARGUMENTS + ", tag: 'gate', waitUntil: 'GATE')");

        jenkins.assertLogContains("which has no gate there. Set it to LIVE or DONE", build);
    }

    private String deploy(String more) {
        return "ecsDeploy(service: '" + name + "', " + ARGUMENTS + ", " + more + ")";
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, jenkins.waitForCompletion(begin(script)));
    }

    private WorkflowRun begin(String script) throws Exception {
        return EcsScene.job(jenkins, script).scheduleBuild2(0).waitForStart();
    }
}
