package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the existing tools' tests ask of a deployment, as data; where a tool is wrong, its mistake is named. */
class DeployConformanceTest extends DeploymentTestBase {
    static List<Named<JsonNode>> cases() throws IOException {
        try (InputStream in = DeployConformanceTest.class.getResourceAsStream(
                "/io/jenkins/plugins/ecsdeploy/engine/conformance/deploy.json")) {
            return StreamSupport.stream(Json.MAPPER.readTree(in).spliterator(), false)
                    .map(each -> Named.of(
                            each.path("id").asText() + " " + each.path("what").asText(), each))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(JsonNode given) {
        arrange(given);

        deploy(request(given).build());

        if (given.has("failure")) {
            given.path("failure").forEach(text -> assertThat(host.failure).hasMessageContaining(text.asText()));
        } else {
            assertThat(host.failure).isNull();
            assertThat(sent()).isEqualTo(given.path("update"));
        }
    }

    private void arrange(JsonNode given) {
        if (given.has("controller")) {
            web.controller(given.path("controller").asText());
        }
        if (given.has("status")) {
            web.status(given.path("status").asText());
        }
        if (given.has("rollback")) {
            web.circuitBreaker(given.path("rollback").asBoolean());
        }
        if ("crash".equals(given.path("scene").asText())) {
            web.scene(Scene.crash());
        }
        if (given.has("deny")) {
            emulator.faults().deny(given.path("deny").asText());
        }
        if (given.has("refuse")) {
            emulator.faults()
                    .refuse(
                            given.path("refuse").asText(),
                            1,
                            "ClientException",
                            "Container.image should not be null or empty.");
        }
    }

    private static RequestBuilder request(JsonNode given) {
        RequestBuilder request =
                image("registry/web:2").service(given.path("service").asText("web"));
        if (given.has("desiredCount")) {
            request.desiredCount(given.path("desiredCount").asInt());
        }
        if (given.path("force").asBoolean()) {
            request.force();
        }
        if (given.has("propagateTags")) {
            request.tags(
                    given.path("propagateTags").asText(),
                    given.path("managedTags").asBoolean());
        }
        return request;
    }

    /** The update that was sent, with the revision's short name. */
    private JsonNode sent() {
        ObjectNode update = emulator.calls("UpdateService").get(0).request().deepCopy();
        return update.put(
                "taskDefinition", Arns.shortName(update.path("taskDefinition").asText()));
    }
}
