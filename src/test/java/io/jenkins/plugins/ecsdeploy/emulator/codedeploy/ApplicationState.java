package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An application: deployment groups and the revisions that were deployed to them. API page ApplicationInfo. */
final class ApplicationState {
    final String name;
    final String id;
    /** ECS, Server or Lambda. */
    final String platform;

    final Instant createTime;
    final Map<String, GroupState> groups = new LinkedHashMap<>();
    /** By their hash. */
    final Map<String, RevisionState> revisions = new LinkedHashMap<>();

    ApplicationState(String name, String id, String platform, Instant createTime) {
        this.name = name;
        this.id = id;
        this.platform = platform;
        this.createTime = createTime;
    }

    ObjectNode view() {
        ObjectNode node = Json.object()
                .put("applicationId", id)
                .put("applicationName", name)
                .put("computePlatform", platform)
                .put("linkedToGitHub", false);
        Json.putTime(node, "createTime", createTime);
        return node;
    }
}
