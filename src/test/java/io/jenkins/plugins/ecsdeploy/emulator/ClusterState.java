package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cluster and its services by name. */
public final class ClusterState {
    public final String name;
    public final String arn;
    final Map<String, ServiceState> services = new LinkedHashMap<>();
    /** Tasks that ECS still knows, by id. */
    final Map<String, TaskState> tasks = new LinkedHashMap<>();

    final JsonNode tags;

    ClusterState(String name, String arn, JsonNode tags) {
        this.name = name;
        this.arn = arn;
        this.tags = tags;
    }
}
