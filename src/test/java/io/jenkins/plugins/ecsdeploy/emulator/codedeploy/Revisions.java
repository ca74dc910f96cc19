package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Digests;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.nio.charset.StandardCharsets;

/** Reads revisions from requests and keeps them with their application. Source: API pages RevisionLocation. */
final class Revisions {
    private final World world;

    Revisions(World world) {
        this.world = world;
    }

    /**
     * The revision of the request; the same content is the same revision.
     *
     * @throws AwsError InvalidRevisionException if it is no AppSpec for ECS, or does not have the hash that it came with
     */
    RevisionState register(ApplicationState application, ObjectNode request) {
        JsonNode appSpec = appSpec(request);
        String content = Json.text(appSpec, "content");
        if (content == null || content.isBlank()) {
            throw AwsError.of("InvalidRevisionException", "The content of the AppSpec file is missing.");
        }
        return register(application, content, Json.text(appSpec, "sha256"));
    }

    RevisionState register(ApplicationState application, String content, String given) {
        String sha256 = Digests.hex(Digests.sha256(content.getBytes(StandardCharsets.UTF_8)));
        if (given != null && !given.equals(sha256)) {
            throw AwsError.of("InvalidRevisionException", "The SHA-256 hash is not that of the AppSpec's content.");
        }
        AppSpec spec = AppSpec.parse(content);
        return application.revisions.computeIfAbsent(
                sha256, key -> new RevisionState(content, key, spec, world.clock.now()));
    }

    static JsonNode appSpec(ObjectNode request) {
        JsonNode revision = request.path("revision");
        if (!revision.isObject()) {
            throw AwsError.of("RevisionRequiredException", "A revision is required.");
        }
        if (!"AppSpecContent".equals(Json.text(revision, "revisionType")) || !Json.has(revision, "appSpecContent")) {
            throw AwsError.of("InvalidRevisionException", "The revision must be an AppSpecContent.");
        }
        return revision.get("appSpecContent");
    }
}
