package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be deployed to is refused before anything is registered. */
class ServiceCheckTest extends DeploymentTestBase {
    @Test
    void refusesAServiceThatIsMissing() {
        deploy(image("registry/web:2").service("wbe").build());

        refused("Service wbe was not found in cluster c1: MISSING");
    }

    @Test
    void refusesAClusterThatIsMissing() {
        deploy(image("registry/web:2").cluster("elsewhere").build());

        refused("Cluster elsewhere was not found", "ClusterNotFoundException", "request id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INACTIVE", "DRAINING"})
    void refusesAServiceThatIsNotActive(String status) {
        web.status(status);

        deploy(image("registry/web:2").build());

        refused("Service web in cluster c1 is " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CODE_DEPLOY", "EXTERNAL"})
    void refusesTheControllersOfOthers(String controller) {
        web.controller(controller);

        deploy(image("registry/web:2").build());

        refused("deployment controller " + controller);
    }

    @Test
    void refusesARevisionThatIsMissing() {
        deploy(revision("web:41").build());

        refused("Task definition web:41 was not found");
    }

    private void refused(String... texts) {
        assertThat(host.failure).isInstanceOf(EngineException.class).hasMessageContainingAll(texts);
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("UpdateService")).isZero();
    }
}
