package io.jenkins.plugins.ecsdeploy.steps.checks;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.records.ChecksAction;
import io.jenkins.plugins.ecsdeploy.records.KeptFinding;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code ecsVerify}, and {@code verify} of {@code ecsDeploy}. */
@ExtendWith(QuickJenkins.class)
class EcsVerifyStepTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;
    private static String image;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
        image = scene.ecs.ecr().imageName("web");
        scene.ecs.ecr().pushIndex("web", "2", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void forgetCalls() {
        scene.ecs.faults().clear();
        scene.ecs.clearCalls();
    }

    @Test
    void answersWithAllFindingsWithoutAnAgent() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "def found = ecsVerify(service: 'web', " + ARGUMENTS + ", images: [web: '" + image + ":2'])\n"
                        + "echo found.collect { it.check + '=' + it.verdict }.join(' ')");

        jenkins.assertLogContains("cluster=OK service=OK limit=OK image=OK strategy=OK", build);
        jenkins.assertLogContains("[ecsVerify] Checked web:1: 5 ok, 0 wrong, 0 not checkable", build);
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).isEmpty();
    }

    @Test
    void failsWithAllThatIsWrongAndKeepsIt() throws Exception {
        WorkflowRun build = run(
                Result.FAILURE,
                "ecsVerify(service: 'web', " + ARGUMENTS + ", images: [web: '" + image + ":3'],"
                        + " taskRoleArn: 'arn:aws:iam::123456789012:role/none')");

        jenkins.assertLogContains("2 things are wrong", build);
        jenkins.assertLogContains("wrong: image " + image + ":3: there is no such image", build);
        jenkins.assertLogNotContains("\tat ", build);
        assertThat(kept(build)).extracting(KeptFinding::getVerdict).contains("WRONG", "OK");
        String artifact;
        try (InputStream in =
                build.getArtifactManager().root().child("ecs-checks.json").open()) {
            artifact = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(Json.MAPPER.readTree(artifact).at("/findings/0/check").asText())
                .isEqualTo("cluster");
    }

    @Test
    void onlyTellsWhereItIsNotToFail() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "echo ecsVerify(failOn: 'NEVER', service: 'web', " + ARGUMENTS + ", images: [web: '" + image
                        + ":3']).findAll { it.verdict == 'WRONG' }.size() + ' is wrong'");

        jenkins.assertLogContains("1 is wrong", build);
    }

    @Test
    void whatMayNotBeSeenDoesNotFail() throws Exception {
        scene.ecs.faults().deny("DescribeImages");

        WorkflowRun build =
                run(Result.SUCCESS, "ecsVerify(service: 'web', " + ARGUMENTS + ", images: [web: '" + image + ":3'])");

        jenkins.assertLogContains("not checkable: image " + image + ":3: ", build);
        jenkins.assertLogContains("ecr:DescribeImages", build);
    }

    @Test
    void thePageHasATableAndShowsNamesAsText() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "ecsVerify(failOn: 'NEVER', " + ARGUMENTS + ", taskDefinition: '{\"family\":\"web\","
                        + "\"containerDefinitions\":[{\"name\":\"web\",\"memory\":128,\"image\":\"" + image
                        + ":2\",\"environmentFiles\":[{\"type\":\"s3\",\"value\":\"<b>bold</b>\"}]}]}')");

        HtmlPage page = jenkins.createWebClient().getPage(build);

        assertThat(page.asNormalizedText()).contains("<b>bold</b>", "it is not the ARN of an object in S3", "wrong");
        assertThat(page.getAnchors())
                .anyMatch(anchor -> anchor.getHrefAttribute().endsWith("ecs-checks.json"));
    }

    @Test
    void aDefinitionOfTheWorkspaceIsReadAndTheServiceIsOptional() throws Exception {
        WorkflowRun build = run(
                Result.SUCCESS,
                "node { writeFile(file: 't.json', text: '''" + EcsScene.WEB.replace("registry/web:1", image + ":2")
                        + "''')\n ecsVerify(taskDefinition: 't.json', " + ARGUMENTS + ") }");

        jenkins.assertLogContains("Checked t.json: 3 ok", build);
    }

    @Test
    void withoutAnythingToCheckItSaysSo() throws Exception {
        jenkins.assertLogContains("There is nothing to check", run(Result.FAILURE, "ecsVerify(" + ARGUMENTS + ")"));
    }

    // verify: true.

    @Test
    void ecsDeployDeploysNothingIfSomethingIsWrong() throws Exception {
        WorkflowRun build = run(
                Result.FAILURE,
                "ecsDeploy(service: 'web', " + ARGUMENTS + ", verify: true, images: [web: '" + image + ":3'])");

        jenkins.assertLogContains("image " + image + ":3: there is no such image", build);
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).isEmpty();
        assertThat(scene.ecs.calls("UpdateService")).isEmpty();
        assertThat(kept(build)).extracting(KeptFinding::getCheck).contains("image");
    }

    @Test
    void elseItDeploys() throws Exception {
        scene.service("other");
        scene.ecs.clearCalls();

        WorkflowRun build = run(
                Result.SUCCESS,
                "ecsDeploy(service: 'other', " + ARGUMENTS + ", verify: true, images: [web: '" + image + ":2'])");

        jenkins.assertLogContains("Checked web:1: 5 ok", build);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(1);
    }

    private static List<KeptFinding> kept(WorkflowRun build) {
        return build.getAction(ChecksAction.class).getDefinitions().get(0).getFindings();
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowJob job = EcsScene.job(jenkins, script);
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0));
    }
}
