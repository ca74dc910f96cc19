package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** {@code examples/staged-then-live}: from a build to live, each job by what the one before has deployed. */
abstract class StagedThenLiveExample extends ExampleTestBase {
    StagedThenLiveExample() {
        super("staged-then-live");
    }

    @Test
    void aBuildGoesFromTestToLive() throws Exception {
        scene.commit("fix the \"thing\" in ${everything}");
        WorkflowRun built = scene.build(Result.SUCCESS, "service1-build");
        assertThat(built.getDisplayName()).isEqualTo("fix the \"thing\" in ${everything}");
        String build = String.valueOf(built.getNumber());
        for (String stage : new String[] {"test", "beta", "staging"}) {
            WorkflowRun deployed = scene.build(Result.SUCCESS, "deploy-" + stage, "SERVICE1=" + build);
            assertThat(deployed.getDisplayName()).isEqualTo(built.getDisplayName());
            jenkins.assertLogContains("has stopped: container service1 exited with 0", deployed);
            jenkins.assertLogContains("asking https://service1." + stage + ".acme.com/health", deployed);
            assertThat(runs(stage).at("/containerDefinitions/0/image").asText())
                    .isEqualTo("registry.acme.com/service1:" + built.getNumber());
            assertThat(runs(stage).at("/containerDefinitions/0/environment").toString())
                    .contains("{\"name\":\"STAGE\",\"value\":\"" + stage + "\"}");
            build = String.valueOf(deployed.getNumber());
        }

        WorkflowRun live = scene.build(Result.SUCCESS, "deploy-live");

        assertThat(runs("live").at("/containerDefinitions/0/image").asText())
                .matches("registry\\.acme\\.com/service1:" + built.getNumber() + "@sha256:[0-9a-f]{64}");
        assertThat(live.getDisplayName()).isEqualTo("build " + built.getNumber());
        assertThat(ecs.calls("RunTask")).hasSize(3);
        // From live to the commit, through the jobs in between.
        assertThat(json(jenkins.createWebClient()
                                .goTo(
                                        "ecs/service/service1/api/json?target=live&limit=1"
                                                + "&tree=entries[upstream[job,number,commit]]",
                                        "application/json")
                                .getWebResponse()
                                .getContentAsString())
                        .at("/entries/0/upstream")
                        .findValuesAsText("job"))
                .containsExactly(
                        "staged-then-live/deploy-staging",
                        "staged-then-live/deploy-beta",
                        "staged-then-live/deploy-test",
                        "staged-then-live/service1-build");
    }

    @Test
    void whatFailsItsSmokeTestIsNotOfferedToTheNext() throws Exception {
        WorkflowRun built = scene.build(Result.SUCCESS, "service1-build");
        host.smokeTestFails("service1.test.");

        WorkflowRun failed = scene.build(Result.FAILURE, "deploy-test", "SERVICE1=" + built.getNumber());
        host.smokeTestFails(null);

        jenkins.assertLogContains("The requested URL returned error: 503", failed);
        WorkflowRun next = scene.build(Result.FAILURE, "deploy-beta", "SERVICE1=" + failed.getNumber());
        jenkins.assertLogContains("cannot be used: its result is FAILURE", next);
    }

    @Test
    void nothingIsDeployedIfTheMigrationFails() throws Exception {
        WorkflowRun built = scene.build(Result.SUCCESS, "service1-build");
        ecs.tasks().next(TaskScene.exits(3).logging("relation \"orders\" already exists"));

        WorkflowRun failed = scene.build(Result.FAILURE, "deploy-test", "SERVICE1=" + built.getNumber());

        jenkins.assertLogContains("container service1 exited with 3", failed);
        assertThat(ecs.calls("UpdateService")).isEmpty();
    }

    @Test
    void theTestEnvironmentSleepsAtNight() throws Exception {
        scene.build(Result.SUCCESS, "test-night");
        assertThat(tasks()).isZero();

        scene.build(Result.SUCCESS, "test-morning");
        assertThat(tasks()).isEqualTo(2);
    }

    private int tasks() throws Exception {
        return json(ecs.service("staged-test", "service1").describe())
                .path("desiredCount")
                .asInt();
    }

    private JsonNode runs(String stage) throws Exception {
        return json(
                ecs.taskDefinition(ecs.service("staged-" + stage, "service1").taskDefinition()));
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
