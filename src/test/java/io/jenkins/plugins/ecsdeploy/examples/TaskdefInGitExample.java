package io.jenkins.plugins.ecsdeploy.examples;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** {@code examples/taskdef-in-git}: what one job renders, another one deploys, without a workspace. */
abstract class TaskdefInGitExample extends ExampleTestBase {
    TaskdefInGitExample() {
        super("taskdef-in-git");
    }

    @Test
    void whatABuildHasRenderedIsDeployedByCodeDeploy() throws Exception {
        String commit = scene.commit("Answer faster");
        WorkflowRun built = scene.build(Result.SUCCESS, "build");
        WorkflowRun deployed = scene.build(Result.SUCCESS, "deploy", "BUILD=" + built.getNumber());

        String image = "registry.acme.com/my-app:" + commit;
        EmulatedService service = ecs.service("taskdef-production", "my-app");
        assertThat(ecs.taskDefinition(service.taskDefinition())).contains("\"" + image + "\"");
        assertThat(deployed.getDisplayName()).isEqualTo(commit.substring(0, 7) + " Answer faster");
        jenkins.assertLogContains("[ecsDeploy] taskdef-new.json, appspec.json of #" + built.getNumber(), deployed);
        jenkins.assertLogContains("has brought arn:aws:ecs:", deployed);
        jenkins.assertLogContains("CodeDeploy: AllowTraffic succeeded", deployed);
        jenkins.assertLogNotContains("Running on", deployed);

        // From the deployment to the definition, the build, and the commit that made it.
        assertThat(jenkins.createWebClient().getPage(deployed).asNormalizedText())
                .contains("taskdef-new.json", "taskdef-in-git/build #" + built.getNumber());
        assertThat(jenkins.createWebClient()
                        .goTo(
                                "ecs/service/my-app/api/json?tree=entries[upstream[job,number,commit]]",
                                "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains(
                        "\"job\":\"taskdef-in-git/build\"",
                        "\"number\":" + built.getNumber(),
                        "\"commit\":\"" + commit + "\"");

        service.scene(Scene.crash(2));
        scene.commit("Answer even faster");
        WorkflowRun next = scene.build(Result.SUCCESS, "build");
        WorkflowRun failed = scene.begin("deploy", "BUILD=" + next.getNumber());
        await().until(() -> ecs.calls("CreateDeployment").size() == 2);
        // For so long CodeDeploy tries by itself; to wait until the step gives up takes a minute of ours.
        ecs.clock().advance(Duration.ofMinutes(61));
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(failed));
        jenkins.assertLogContains("CodeDeploy rolled the service back to my-app:", failed);

        next.deleteArtifacts();
        WorkflowRun late = scene.build(Result.FAILURE, "deploy", "BUILD=" + next.getNumber());
        jenkins.assertLogContains("has no artifact", late);
        assertThat(ecs.calls("CreateDeployment")).hasSize(2);

        // No deployment is begun of what ECS would not take.
        scene.write(
                "taskdef.json",
                "{\"family\": \"my-app\", \"containerDefinitions\": [{\"name\": \"my-app\", \"memory\": \"much\"}]}");
        scene.commit("Break the task definition");
        jenkins.assertLogContains("expected a whole number", scene.build(Result.FAILURE, "build"));
    }
}
