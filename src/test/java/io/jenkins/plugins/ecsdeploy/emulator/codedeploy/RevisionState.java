package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** A revision of an application: an AppSpec and what became of it. Source: API page GenericRevisionInfo. */
final class RevisionState {
    final String content;
    final String sha256;
    final AppSpec spec;
    final Instant registerTime;
    final Set<String> groups = new LinkedHashSet<>();
    String description;
    Instant firstUsedTime;
    Instant lastUsedTime;

    RevisionState(String content, String sha256, AppSpec spec, Instant registerTime) {
        this.content = content;
        this.sha256 = sha256;
        this.spec = spec;
        this.registerTime = registerTime;
    }

    void used(String group, Instant now) {
        groups.add(group);
        firstUsedTime = firstUsedTime == null ? now : firstUsedTime;
        lastUsedTime = now;
    }

    /** As deployments and groups show it: GetDeployment never answers the content, its hash only. */
    ObjectNode location() {
        ObjectNode node = Json.object().put("revisionType", "AppSpecContent");
        node.putObject("appSpecContent").put("sha256", sha256);
        return node;
    }

    ObjectNode locationWithContent() {
        ObjectNode node = location();
        ((ObjectNode) node.get("appSpecContent")).put("content", content);
        return node;
    }

    ObjectNode info() {
        ObjectNode node = Json.object();
        if (description != null) {
            node.put("description", description);
        }
        groups.forEach(node.putArray("deploymentGroups")::add);
        Json.putTime(node, "firstUsedTime", firstUsedTime);
        Json.putTime(node, "lastUsedTime", lastUsedTime);
        Json.putTime(node, "registerTime", registerTime);
        return node;
    }
}
