package io.jenkins.plugins.ecsdeploy.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/**
 * A service deployment as ECS described it.
 *
 * @param known what this version of the SDK knows of it
 * @param raw the same as ECS sent it, with what the SDK drops because it is newer
 */
public record DescribedDeployment(ServiceDeployment known, JsonNode raw) {
    /** A time in the answer as ECS sent it: seconds since 1970. */
    public static Optional<Instant> time(JsonNode raw) {
        return raw.isNumber() ? Optional.of(Instant.ofEpochMilli(Math.round(raw.asDouble() * 1000))) : Optional.empty();
    }
}
