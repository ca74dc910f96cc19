package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.DemoRegistry;
import io.jenkins.plugins.ecsdeploy.emulator.ExamplesWorld;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** {@code examples/environment-tags}: a version becomes what an environment runs, and back. Each test has one of its own. */
abstract class EnvironmentTagsExample extends ExampleTestBase {
    EnvironmentTagsExample() {
        super("environment-tags");
    }

    @Test
    void aVersionIsReleasedAndTakenBack() throws Exception {
        String before = tag("dev");
        WorkflowRun release = scene.build(Result.SUCCESS, "release", "ENVIRONMENT=dev", "VERSION=0.0.3");

        assertThat(tag("dev")).isEqualTo(tag("0.0.3")).isNotEqualTo(before);
        jenkins.assertLogContains("software-dev:1 is live on service software", release);
        jenkins.assertLogNotContains("Running on", release);
        assertThat(release.getDisplayName()).isEqualTo("0.0.3 to dev");
        assertThat(ecs.calls("RegisterTaskDefinition")).isEmpty();

        WorkflowRun back = scene.build(Result.SUCCESS, "back", "RELEASE=" + release.getNumber());

        assertThat(tag("dev")).isEqualTo(before);
        assertThat(back.getDisplayName()).isEqualTo("back: 0.0.3 to dev");
        assertThat(updates("dev")).isEqualTo(2);
    }

    @Test
    void eachEnvironmentIsDeployedByItsOwnUser() throws Exception {
        scene.build(Result.SUCCESS, "release", "ENVIRONMENT=prod", "VERSION=0.0.3");

        assertThat(ecs.calls("UpdateService"))
                .filteredOn(call -> call.request().path("cluster").asText().equals("tags-prod"))
                .isNotEmpty()
                .allMatch(call -> call.accessKeyId().equals(ExamplesWorld.accessKeyId("prod")));
    }

    @Test
    void whatCrashesFailsTheReleaseAndItsTagIsPutBack() throws Exception {
        String before = tag("alpha");
        ecs.service("tags-alpha", "software").scene(Scene.crash(2));

        WorkflowRun release = scene.build(Result.FAILURE, "release", "ENVIRONMENT=alpha", "VERSION=0.0.4");

        jenkins.assertLogContains("The deployment of software-alpha:1 to service software", release);
        assertThat(tag("alpha")).isEqualTo(before);
    }

    @Test
    void aTagThatMayNotBeMovedFailsBeforeAnythingIsDeployed() throws Exception {
        registry.answer(
                "PUT",
                412,
                Map.of("Content-Type", "application/json"),
                "{\"errors\": [{\"code\": \"PRECONDITION\", \"message\": \"'stage' configured as immutable\"}]}");

        WorkflowRun release = scene.build(Result.FAILURE, "release", "ENVIRONMENT=stage", "VERSION=0.0.4");

        jenkins.assertLogContains("The tag is protected from being moved", release);
        assertThat(updates("stage")).isZero();
    }

    private String tag(String name) {
        return registry.tag(DemoRegistry.REPOSITORY, name);
    }

    private long updates(String environment) {
        return ecs.calls("UpdateService").stream()
                .filter(call -> call.request().path("cluster").asText().equals("tags-" + environment))
                .count();
    }
}
