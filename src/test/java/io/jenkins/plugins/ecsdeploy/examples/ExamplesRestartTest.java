package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** All five teams deploy when Jenkins is stopped, and each goes on where it was. */
class ExamplesRestartTest {
    private static final Duration LONG = Duration.ofMinutes(50);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path disk;

    private final Map<String, ExampleScene> scenes = new LinkedHashMap<>();

    @Test
    void allGoOn() throws Throwable {
        try (ExamplesHost host = new ExamplesHost(disk)) {
            for (String example : ExamplesTest.EXAMPLES) {
                scenes.put(example, new ExampleScene(host, example));
            }
            host.ecs.service("tags-dev", "software").scene(Scene.rollout(LONG));
            host.ecs.service("cluster1", "webapp1").scene(Scene.rollout(LONG));
            host.ecs.service("taskdef-production", "my-app").scene(Scene.rollout(LONG));
            host.ecs.tasks().next(TaskScene.succeeds().running(LONG));
            sessions.then(jenkins -> {
                host.in(jenkins);
                begin(jenkins);
            });
            sessions.then(jenkins -> {
                host.in(jenkins);
                assertThat(scenes.keySet())
                        .allMatch(example -> deployment(example).isBuilding());
                end(jenkins);
            });

            assertThat(host.ecs.calls("RunTask")).hasSize(1);
            assertThat(host.ecs.calls("CreateDeployment")).hasSize(2);
            assertThat(host.ecs.calls("ContinueDeployment")).hasSize(1);
            assertThat(host.ecs.calls("UpdateService"))
                    .extracting(call -> call.request().path("cluster").asText())
                    .containsExactlyInAnyOrder("tags-dev", "cluster1", "staged-test");
        }
    }

    private void begin(JenkinsRule jenkins) throws Exception {
        ExampleScene staged = scenes.get("staged-then-live");
        ExampleScene taskdef = scenes.get("taskdef-in-git");
        WorkflowRun built = staged.build(Result.SUCCESS, "service1-build");
        WorkflowRun rendered = taskdef.build(Result.SUCCESS, "build");

        scenes.get("environment-tags").begin("release", "ENVIRONMENT=dev", "VERSION=0.0.3");
        staged.begin("deploy-test", "SERVICE1=" + built.getNumber());
        scenes.get("revision-files").begin("deploy");
        taskdef.begin("deploy", "BUILD=" + rendered.getNumber());
        scenes.get("templates-and-test-traffic").begin("deploy");

        jenkins.waitForMessage("Deploying software-dev", deployment("environment-tags"));
        jenkins.waitForMessage("Task ", deployment("staged-then-live"));
        jenkins.waitForMessage("cluster1/webapp1] Deploying ", deployment("revision-files"));
        jenkins.waitForMessage("Deploying my-app", deployment("taskdef-in-git"));
        ExampleScene.question(deployment("templates-and-test-traffic"));
    }

    private void end(JenkinsRule jenkins) throws Exception {
        ExampleScene.question(deployment("templates-and-test-traffic")).proceed(null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(deployment("templates-and-test-traffic")));

        scenes.get("staged-then-live").host.ecs.clock().advance(LONG);

        for (String example : scenes.keySet()) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(deployment(example)));
        }
        jenkins.assertLogContains("exited with 0", deployment("staged-then-live"));
        jenkins.assertLogContains("SUCCESSFUL: cluster1/webapp1", deployment("revision-files"));
    }

    private WorkflowRun deployment(String example) {
        return scenes.get(example)
                .job(
                        switch (example) {
                            case "environment-tags" -> "release";
                            case "staged-then-live" -> "deploy-test";
                            default -> "deploy";
                        })
                .getLastBuild();
    }
}
