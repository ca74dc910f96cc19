package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollingDeploymentTest extends DeploymentTestBase {
    @Test
    void registersUpdatesAndFollowsToTheEnd() {
        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNull();
        assertThat(web.taskDefinition()).endsWith("task-definition/web:2");
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("service", "web")
                .containsEntry("cluster", CLUSTER)
                .containsEntry("region", "eu-central-1")
                .containsEntry("taskDefinitionArn", web.taskDefinition())
                .containsEntry("deploymentArn", web.deploymentArns().get(0))
                .containsEntry("images", Map.of("web", "registry/web:2"));
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("task-definition/web:1");
        assertThat((String) host.result.get("url")).contains("eu-central-1", "/clusters/c1/services/web/");
        assertThat((Long) host.result.get("durationMillis")).isBetween(120_000L, 140_000L);
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void tellsWhatChangesAndWhatHappensEachOnce() {
        deploy(image("registry/web:2").build());

        assertThat(host.log).contains("  web: image registry/web:1 → registry/web:2", "Registered web:2");
        assertThat(host.log).doesNotHaveDuplicates();
        assertThat(host.log)
                .filteredOn(line -> line.contains("has started 2 tasks"))
                .hasSize(1);
        assertThat(host.log)
                .filteredOn(line -> line.contains("has reached a steady state"))
                .hasSize(1);
        assertThat(host.log).anyMatch(line -> line.contains("web:2: 2 of 2 tasks running"));
        assertThat(host.log.get(host.log.size() - 1)).startsWith("web:2 is live on service web after 2 min");
    }

    @Test
    void sendsOnlyWhatTheCallerNamed() {
        deploy(image("registry/web:2").build());

        assertThat(emulator.calls("UpdateService").get(0).request().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("cluster", "service", "taskDefinition");
    }

    @Test
    void sendsTheServiceSettingsThatTheCallerNamed() {
        deploy(image("registry/web:2")
                .desiredCount(4)
                .force()
                .tags("SERVICE", true)
                .build());

        assertThat(emulator.calls("UpdateService").get(0).request())
                .hasToString(
                        "{\"cluster\":\"c1\",\"service\":\"web\",\"desiredCount\":4,\"taskDefinition\":\""
                                + web.taskDefinition()
                                + "\",\"forceNewDeployment\":true,\"enableECSManagedTags\":true,\"propagateTags\":\"SERVICE\"}");
    }

    @Test
    void keepsAKeyThatTheSdkDoesNotKnow() {
        deploy(document(WEB.replace("\"essential\"", "\"futureKey\":{\"a\":[1.50]},\"essential\""))
                .build());

        assertThat(emulator.calls("RegisterTaskDefinition").get(0).request().toString())
                .contains("\"futureKey\":{\"a\":[1.50]}");
        assertThat(host.log).anyMatch(line -> line.contains("futureKey"));
    }

    @Test
    void deploysARevisionThatIsThereWithoutRegisteringIt() {
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:2"));
        emulator.clearCalls();

        deploy(revision("web:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("task-definition/web:2");
        assertThat(calls("RegisterTaskDefinition")).isZero();
    }

    @Test
    void endsAsSoonAsEcsHasBegunWhenNotAskedToWait() {
        deploy(image("registry/web:2").dontWait().build());

        assertThat(host.result)
                .containsEntry("status", "IN_PROGRESS")
                .containsEntry("deploymentArn", web.deploymentArns().get(0));
        assertThat(calls("DescribeServiceDeployments")).isZero();
    }

    @Test
    void whoDoesNotWaitIsToldTheDeploymentEvenIfTheAnswerDoesNotNameIt() {
        emulator.currentDeploymentInAnswers(false);

        deploy(image("registry/web:2").dontWait().build());

        assertThat(host.result)
                .containsEntry("status", "IN_PROGRESS")
                .containsEntry("deploymentArn", web.deploymentArns().get(0));
    }

    @Test
    void looksForTheDeploymentWhenTheAnswerDoesNotNameIt() {
        emulator.currentDeploymentInAnswers(false);

        deploy(image("registry/web:2").build());

        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentArn", web.deploymentArns().get(0));
        assertThat(calls("ListServiceDeployments")).isEqualTo(1);
    }

    @Test
    void cancellingEndsTheWaitAndChangesNothing() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(30));
        driver.cancel();
        emulator.clearCalls();
        time.passUntilIdle();

        assertThat(host.result).isNull();
        assertThat(host.failure).isNull();
        assertThat(emulator.calls()).isEmpty();
        assertThat(web.taskDefinition()).endsWith("task-definition/web:2");
    }

    @Test
    void cancellingBeforeTheUpdatePreventsIt() {
        host.onRemember = () -> driver.cancel();
        deploy(image("registry/web:2").build());

        assertThat(calls("UpdateService")).isZero();
    }
}
