package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.records.EvidenceArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

@ExtendWith(QuickJenkins.class)
class EcsDeployStepTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(0);
        scene = EcsScene.fast();
        scene.connect();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void deploysAndAnswersWithAMap() throws Exception {
        String service = service();

        WorkflowRun build = run(
                Result.SUCCESS,
                "def r = ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", images: [web: 'registry/web:2'])\n"
                        + "echo \"${r.status} ${r.images.web} ${r.durationMillis > 0} ${r.keySet().join(',')}\"");

        jenkins.assertLogContains(
                "SUCCESSFUL registry/web:2 true status,service,cluster,region,taskDefinitionArn,"
                        + "previousTaskDefinitionArn,deploymentArn,controller,images,digests,url,durationMillis",
                build);
        jenkins.assertLogContains("[c1/" + service + "]   web: image registry/web:1 → registry/web:2", build);
        assertThat(build.getAction(DeploymentsAction.class).deployments()).hasSize(1);
    }

    @Test
    void deploysWhatWasRenderedInADeclarativePipeline() throws Exception {
        String service = service();

        WorkflowRun build = run(
                Result.SUCCESS,
                "pipeline {\n  agent none\n  stages { stage('deploy') { steps { script {\n"
                        + "    def rendered = ecsRender(service: '" + service + "', " + ARGUMENTS + ", tag: 3)\n"
                        + "    echo ecsDeploy(service: '" + service + "', " + ARGUMENTS
                        + ", taskDefinition: rendered).status\n" + "  } } } }\n}");

        jenkins.assertLogContains("SUCCESSFUL", build);
    }

    @Test
    void aRolledBackDeploymentFailsTheBuildAndSaysWhy() throws Exception {
        String service = service();
        scene.ecs.service("c1", service).circuitBreaker(true).scene(Scene.crash(3));

        WorkflowRun build = run(
                Result.FAILURE,
                "ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", images: [web: 'registry/web:broken'])");

        jenkins.assertLogContains("container web: exit code 3", build);
        jenkins.assertLogContains("ECS rolled the service back to web:1", build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    /** A folder in the place of the build's record keeps it from being saved, as a full disk does. */
    @Test
    void aBuildThatCannotBeSavedForAWhileIsNoFailure() throws Exception {
        String service = service();
        WorkflowJob job =
                EcsScene.job(jenkins, "ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", tag: 'full')");
        Path record = job.getBuildDir().toPath().resolve("1/build.xml");
        Path inTheWay = record.resolve("in the way");
        scene.ecs.clearCalls();
        scene.ecs.onCall(call -> {
            if (call.action().equals("DescribeTaskDefinition") && !Files.exists(inTheWay)) {
                replaceByFolder(record, inTheWay);
            }
        });
        try {
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("The deployment could not be saved with the build, trying again", build);
            scene.ecs.onCall(call -> {});
            assertThat(scene.ecs.calls("RegisterTaskDefinition")).isEmpty();
            Files.delete(inTheWay);
            Files.delete(record);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(JenkinsRule.getLog(build)).containsOnlyOnce("could not be saved");
            assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(1);
            assertThat(scene.ecs.calls("UpdateService")).hasSize(1);
        } finally {
            scene.ecs.onCall(call -> {});
        }
    }

    private static void replaceByFolder(Path file, Path within) {
        try {
            Files.deleteIfExists(file);
            Files.createDirectories(within);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void archivesTheEvidenceOfAFailureWithoutANode() throws Exception {
        String service = service();
        scene.ecs.service("c1", service).circuitBreaker(true).scene(Scene.crash(3));
        String deploy = "catchError { ecsDeploy(service: '" + service + "', " + ARGUMENTS
                + ", tag: 'broken', environment: [web: [PASSWORD: 'hunter2']]) }\n";

        WorkflowRun build = run(Result.FAILURE, deploy + deploy);

        List<String> names = build.getArtifacts().stream()
                .map(artifact -> artifact.getFileName())
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "ecs-deployment-" + service + ".json", "ecs-deployment-" + service + "-2.json");
        for (String name : names) {
            String text = EvidenceArtifact.read(build, name).orElseThrow();
            JsonNode evidence = new ObjectMapper().readTree(text);
            assertThat(evidence.path("service").asText()).isEqualTo(service);
            assertThat(evidence.path("status").asText()).isEqualTo("ROLLED_BACK");
            assertThat(evidence.at("/deployment/status").asText()).isEqualTo("ROLLBACK_SUCCESSFUL");
            assertThat(evidence.at("/stoppedTasks/byReason/0/tasks/0/containers/0/exitCode")
                            .asInt())
                    .isEqualTo(3);
            assertThat(text).doesNotContain("hunter2");
            jenkins.assertLogContains("in the artifact " + name, build);
        }
        assertThat(jenkins.createWebClient()
                        .getPage(build)
                        .getByXPath("//a[contains(@href, '/artifact/ecs-deployment-" + service + ".json')]"))
                .isNotEmpty();
    }

    @Test
    void showsWhatFailedContainersWroteIfAskedTo() throws Exception {
        String service = service();
        scene.ecs
                .service("c1", service)
                .circuitBreaker(true)
                .scene(Scene.crash().logging("connecting", "no route to host"));

        WorkflowRun build = run(
                Result.FAILURE,
                "ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", logs: true, tag: 'talks',\n"
                        + "  logConfiguration: [web: [logDriver: 'awslogs', options: ['awslogs-group': 'web',"
                        + " 'awslogs-region': 'eu-central-1', 'awslogs-stream-prefix': 'ecs']]])");

        jenkins.assertLogContains("[c1/" + service + "]     | no route to host", build);
        assertThat(EvidenceArtifact.read(build, "ecs-deployment-" + service + ".json"))
                .hasValueSatisfying(text -> assertThat(text).contains("no route to host"));
    }

    @Test
    void deregistersOldRevisionsIfAskedTo() throws Exception {
        for (int i = 1; i <= 4; i++) {
            scene.ecs.registerTaskDefinition(EcsScene.WEB
                    .replace("\"family\":\"web\"", "\"family\":\"kept\"")
                    .replace("registry/web:1", "registry/web:" + i));
        }
        scene.ecs.service("c1", "kept", "kept:3", 1);

        WorkflowRun build =
                run(Result.SUCCESS, "ecsDeploy(service: 'kept', " + ARGUMENTS + ", tag: 'new', keepRevisions: 2)");

        jenkins.assertLogContains("[c1/kept] Deregistered kept:1", build);
        jenkins.assertLogContains("[c1/kept] Deregistered kept:2", build);
        jenkins.assertLogNotContains("Deregistered kept:3", build);
    }

    @Test
    void deploysInParallel() throws Exception {
        String one = service();
        String two = service();

        WorkflowRun build = run(
                Result.SUCCESS,
                "parallel one: { ecsDeploy(service: '" + one + "', " + ARGUMENTS + ", tag: 'p1') },\n"
                        + "  two: { ecsDeploy(service: '" + two + "', " + ARGUMENTS + ", tag: 'p2') }");

        assertThat(build.getAction(DeploymentsAction.class).deployments()).hasSize(2);
        jenkins.assertLogContains("is live on service " + one, build);
        jenkins.assertLogContains("is live on service " + two, build);
    }

    @Test
    void abortingEndsTheBuildAtOnceAndSaysWhatGoesOn() throws Exception {
        String service = service();
        EmulatedService emulated = scene.ecs.service("c1", service).scene(Scene.never());
        WorkflowRun build = EcsScene.job(
                        jenkins, "ecsDeploy(service: '" + service + "', " + ARGUMENTS + ", tag: 'abort')")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Deploying web:", build);

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains(
                "Aborted. ECS goes on with this deployment: "
                        + emulated.deploymentArns().get(0),
                build);
    }

    @Test
    void anEnclosingTimeoutEndsIt() throws Exception {
        String service = service();
        scene.ecs.service("c1", service).scene(Scene.never());

        WorkflowRun build = run(
                Result.ABORTED,
                "timeout(time: 3, unit: 'SECONDS') { ecsDeploy(service: '" + service + "', " + ARGUMENTS
                        + ", tag: 'timeout') }");

        jenkins.assertLogContains("ECS goes on with this deployment", build);
    }

    @Test
    void refusesWrongArguments() throws Exception {
        failsWith("ecsDeploy(service: '', " + ARGUMENTS + ")", "service is empty");
        failsWith("ecsDeploy(service: 'web', " + ARGUMENTS + ", timeoutMinutes: -1)", "timeoutMinutes is -1");
        failsWith("ecsDeploy(service: 'web', " + ARGUMENTS + ", desiredCount: -2)", "desiredCount is -2");
        failsWith("ecsDeploy(service: 'web', " + ARGUMENTS + ", keepRevisions: -1)", "keepRevisions is -1");
        failsWith("ecsDeploy(service: 'web', " + ARGUMENTS + ", propagateTags: 'ALL')", "propagateTags is 'ALL'");
        failsWith("ecsDeploy(service: 'nothing', " + ARGUMENTS + ")", "Service nothing was not found in cluster c1");
        failsWith("ecsDeploy(service: 'web', region: 'eu-central-1')", "No AWS credentials");
    }

    private static void failsWith(String script, String message) throws Exception {
        WorkflowRun build = run(Result.FAILURE, script);
        jenkins.assertLogContains(message, build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    /** A service of its own for each test, running two tasks of web:1. */
    private static String service() {
        String name = "web" + NUMBER.incrementAndGet();
        scene.service(name);
        return name;
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
