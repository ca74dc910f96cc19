package io.jenkins.plugins.ecsdeploy.steps.promotion;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.promotion.TagScene.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** What moved tags leave in the history: entries of their repository, which is no service. */
@ExtendWith(QuickJenkins.class)
class TagsInHistoryTest {
    private static JenkinsRule jenkins;

    private TagScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
    }

    @BeforeEach
    void connect() throws Exception {
        scene = new TagScene();
        scene.connect();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static WorkflowJob moves(String image) throws Exception {
        return TagScene.job(
                jenkins, "tagImage(image: '" + WEB + ":" + image + "', tag: 'dev', credentialsId: 'registry')");
    }

    private static JsonNode entries(WorkflowJob job) throws Exception {
        return new ObjectMapper()
                .readTree(jenkins.getJSON(job.getUrl() + "ecs/api/json").getContentAsString())
                .at("/entries");
    }

    @Test
    void anEntryIsThereWhenATagIsAboutToBeMovedAndWhenItWas() throws Exception {
        scene.hold("HEAD", 1);
        WorkflowJob job = moves("1.0");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        scene.awaitHeld();
        assertThat(entries(job))
                .singleElement()
                .satisfies(entry -> assertThat(entry.at("/status").asText()).isEqualTo("IN_PROGRESS"));

        scene.release();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        assertThat(entries(job)).singleElement().satisfies(entry -> {
            assertThat(entry.at("/step").asText()).isEqualTo("tagImage");
            assertThat(entry.at("/status").asText()).isEqualTo("SUCCESSFUL");
            assertThat(entry.at("/repository").asText()).isEqualTo(WEB);
            assertThat(entry.at("/images/dev").asText()).isEqualTo(WEB + "@" + scene.digest);
            assertThat(entry.at("/changes/0").asText()).isEqualTo(WEB + ":dev: " + scene.before + " → " + scene.digest);
            assertThat(entry.has("service") || entry.has("cluster") || entry.has("consoleUrl"))
                    .as("what services have")
                    .isFalse();
        });
        String page = page(job.getUrl() + "ecs/");
        assertThat(page).contains(WEB, "image registry", "1 change").doesNotContain("ecs/service/", "AWS console");
        assertThat(page(job.getUrl() + "ecs/feed")).contains(WEB + " → dev: #1, successful");
        assertThat(page("ecs/")).as("it runs nowhere").doesNotContain(WEB);
        assertThat(page("ecs/api/json?repository=" + WEB)).contains("\"repository\":\"" + WEB);
        assertThat(page("ecs/api/json?service=" + WEB)).doesNotContain("tagImage");
    }

    @Test
    void whatFailsSaysWhy() throws Exception {
        WorkflowJob job = moves("missing");
        jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(entries(job)).singleElement().satisfies(entry -> {
            assertThat(entry.at("/status").asText()).isEqualTo("FAILED");
            assertThat(entry.at("/reason").asText()).contains("missing");
        });
    }

    @Test
    void whatIsStoppedHasEnded() throws Exception {
        scene.hold("HEAD", 1);
        WorkflowJob job = moves("1.0");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        scene.awaitHeld();

        build.doStop();
        await().until(() -> !build.isBuilding());
        scene.release();

        assertThat(entries(job)).singleElement().satisfies(entry -> {
            assertThat(entry.at("/status").asText()).isEqualTo("FAILED");
            assertThat(entry.at("/changes/0").asText()).contains("perhaps");
        });
    }

    private static String page(String path) throws Exception {
        return jenkins.createWebClient().goTo(path, null).getWebResponse().getContentAsString();
    }
}
