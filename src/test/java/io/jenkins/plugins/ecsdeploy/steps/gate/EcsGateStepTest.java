package io.jenkins.plugins.ecsdeploy.steps.gate;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The block of a gate: done, failed, aborted, answered elsewhere, expired. What AWS is told is counted. */
@ExtendWith(QuickJenkins.class)
class EcsGateStepTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    private final String name = "gated" + NUMBER.incrementAndGet();
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

    @BeforeEach
    void gate() {
        shop.group().readyWait(Duration.ofMinutes(120), true);
    }

    @Test
    void whenTheBlockIsDoneTheDeploymentGoesOn() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                green()
                        + "def r = ecsGate(green) { echo \"${env.ECS_GATE} ${env.ECS_GATE_NUMBER} until"
                        + " ${env.ECS_GATE_EXPIRES}: ${env.ECS_DEPLOYMENT} with ${env.ECS_PRODUCTION_WEIGHT}%\" }\n"
                        + "echo \"then ${r.status} ${r.deploymentId}\"");

        String id = shop.group().deployments().get(0);
        jenkins.assertLogContains("READY 1 until 2", build);
        jenkins.assertLogContains(id + " with 0%", build);
        jenkins.assertLogContains("then SUCCESSFUL " + id, build);
        assertThat(continued(id)).isEqualTo(1);
        assertThat(scene.ecs.taskDefinition(shop.taskDefinition())).contains("registry/shop:green");
        // Two steps, and one deployment.
        assertThat(build.getAction(DeploymentsAction.class).deployments()).hasSize(2);
        assertThat(build.getAction(DeploymentsAction.class).getCards())
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.getSummary()).contains("SUCCESSFUL");
                    assertThat(card.getChanges()).anyMatch(line -> line.contains("registry/shop:green"));
                });
    }

    /** As when a build is repeated. */
    @Test
    void whereNothingIsDeployedThereIsNothingToDecide() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = ecsGate([status: 'UNCHANGED', service: 'web']) { error 'not here' }\necho \"then ${r.status}\"");

        jenkins.assertLogContains("[ecsGate] Nothing waits at a gate: no deployment was begun (UNCHANGED)", build);
        jenkins.assertLogContains("then UNCHANGED", build);
    }

    @Test
    void whenItFailsTheServiceIsBroughtBack() throws Exception {
        WorkflowRun build = run(
                Result.FAILURE,
                green() + "try { ecsGate(green) { error 'no answer from /health' } }"
                        + " catch (e) { echo \"caught ${e.message}\"; throw e }");

        jenkins.assertLogContains("caught no answer from /health", build);
        jenkins.assertLogContains("failed: the block of ecsGate failed: no answer from /health", build);
        jenkins.assertLogContains("CodeDeploy rolled the service back to shop:", build);
        assertThat(continued(shop.group().deployments().get(0))).isZero();
    }

    @Test
    void anAbortInTheBlockBringsTheServiceBack() throws Exception {
        WorkflowRun build = begin(green() + "ecsGate(green) { echo 'in the block'; semaphore '" + name + "' }");
        jenkins.waitForMessage("in the block", build);

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Aborted (onAbort: ROLLBACK)", build);
        await().untilAsserted(() -> assertThat(
                        shop.group().describe(shop.group().deployments().get(1)))
                .contains("\"status\":\"Stopped\""));
    }

    @Test
    void whatIsAnsweredElsewhereInterruptsTheBlock() throws Exception {
        WorkflowRun build = begin(green() + "def r = ecsGate(green) { echo 'in the block'; semaphore '" + name + "' }\n"
                + "echo \"then ${r.status}\"");
        jenkins.waitForMessage("in the block", build);
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText())
                .contains("IN_PROGRESS, waiting at the gate READY since ", "when CodeDeploy stops the deployment");
        assertThat(jenkins.createWebClient()
                        .goTo(build.getUrl() + "api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"gate\":\"READY\"", "\"service\":\"" + name + "\"");

        shop.group().answer(shop.group().deployments().get(0));

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("any more: it was answered in the console, by the CLI or by another build", build);
        jenkins.assertLogContains("then SUCCESSFUL", build);
    }

    @Test
    void aGateThatExpiresIsAFailure() throws Exception {
        shop.group().readyWait(Duration.ofMinutes(3), true);

        WorkflowRun build =
                run(Result.FAILURE, green() + "ecsGate(green) { echo 'in the block'; semaphore '" + name + "' }");

        jenkins.assertLogContains("nobody let the traffic move within 3 minutes", build);
    }

    @Test
    void aTimeoutInTheBlockIsItsFailure() throws Exception {
        WorkflowRun build = run(
                Result.ABORTED,
                green() + "ecsGate(green) { timeout(time: 1, unit: 'SECONDS') { semaphore '" + name + "' } }");

        jenkins.assertLogContains("the block of ecsGate failed", build);
        jenkins.assertLogContains("CodeDeploy rolled the service back to shop:", build);
    }

    /** Who stops the whole step does not judge the new tasks: it is an abort. */
    @Test
    void aTimeoutAroundTheStepIsAnAbort() throws Exception {
        WorkflowRun build = run(
                Result.ABORTED,
                green() + "timeout(time: 2, unit: 'SECONDS') { ecsGate(deployment: green, onAbort: 'LEAVE') {"
                        + " semaphore '" + name + "' } }");

        jenkins.assertLogContains("Aborted. CodeDeploy goes on with this deployment", build);
        jenkins.assertLogNotContains("the block of ecsGate failed", build);
        assertThat(shop.group().describe(shop.group().deployments().get(0))).contains("\"status\":\"Ready\"");
    }

    /** Whoever may answer the question in the block decides; AWS is called as the build. */
    @Test
    void whoMayAnswerIsTheAffairOfTheQuestion() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("alice", "bob"));
        try {
            WorkflowRun build =
                    begin(green() + "ecsGate(green) { input(id: 'Shift', message: 'Shift?', submitter: 'alice') }");
            jenkins.waitForMessage("Shift?", build);

            assertThat(answer(build, "bob")).isGreaterThanOrEqualTo(400);
            assertThat(continued(shop.group().deployments().get(0))).isZero();
            assertThat(answer(build, "alice")).isLessThan(400);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(continued(shop.group().deployments().get(0))).isEqualTo(1);
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
            jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        }
    }

    private static int answer(WorkflowRun build, String user) throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            web.withBasicCredentials(user);
            WebRequest request =
                    new WebRequest(new URL(web.getContextPath() + build.getUrl() + "input/Shift/proceedEmpty"));
            request.setHttpMethod(HttpMethod.POST);
            return web.getPage(web.addCrumb(request)).getWebResponse().getStatusCode();
        }
    }

    @Test
    void declarativelyInParallelAndOutsideOfAnExecutor() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                pipeline {
                    agent none
                    stages {
                        stage('Deploy') { steps { script { green = %s } } }
                        stage('Decide') {
                            parallel {
                                stage('gate') {
                                    steps {
                                        ecsGate(deployment: green, waitUntil: 'LIVE') { echo "at ${ECS_GATE}" }
                                    }
                                }
                                stage('other') { steps { echo 'meanwhile' } }
                            }
                        }
                    }
                }
                """.formatted(deploy()));

        jenkins.assertLogContains("at READY", build);
        assertThat(continued(shop.group().deployments().get(0))).isEqualTo(1);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("ecsGate() { }", "deployment is no deployment that goes on"),
                Arguments.of("ecsGate(deployment: [status: 'FAILED', service: 'web']) { }", "its status is FAILED"),
                Arguments.of("ecsGate(deployment: 'd-1') { }", "deployment is a text; expected a map"),
                Arguments.of(
                        "ecsGate(deployment: [service: 'web', deploymentId: 'd-1'], waitUntil: 'GATE') { }",
                        "waitUntil is GATE, which is what ecsGate waits for first"),
                Arguments.of(
                        "ecsGate(deployment: [service: 'web', deploymentId: 'd-1'], onAbort: 'NO') { }",
                        "onAbort is 'NO'. Give one of"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsSaid(String script, String message) throws Exception {
        jenkins.assertLogContains(message, run(Result.FAILURE, script));
    }

    private String green() {
        return "def green = " + deploy() + "\n";
    }

    private String deploy() {
        return "ecsDeploy(service: '" + name + "', " + ARGUMENTS + ", tag: 'green', waitUntil: 'GATE')";
    }

    private static long continued(String id) {
        return scene.ecs.calls("ContinueDeployment").stream()
                .filter(call -> call.done()
                        && call.request().path("deploymentId").asText().equals(id))
                .count();
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, jenkins.waitForCompletion(begin(script)));
    }

    private WorkflowRun begin(String script) throws Exception {
        return EcsScene.job(jenkins, script).scheduleBuild2(0).waitForStart();
    }
}
