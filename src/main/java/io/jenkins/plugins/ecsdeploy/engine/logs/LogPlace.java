package io.jenkins.plugins.ecsdeploy.engine.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import java.util.Optional;

/**
 * Where a container of a task definition writes its log.
 *
 * @param driver the log driver; empty for the one that ECS takes where none is named
 * @param region where the log group is, which need not be where the task is
 */
public record LogPlace(String driver, String region, String group, String streamPrefix) {
    private static final String AWSLOGS = "awslogs";

    /**
     * The place that a container's definition names.
     *
     * @param regionOfTask where it is if the definition names no region
     */
    public static LogPlace of(JsonNode containerDefinition, String regionOfTask) {
        JsonNode configuration = containerDefinition.path("logConfiguration");
        JsonNode options = configuration.path("options");
        return new LogPlace(
                configuration.path("logDriver").asText(),
                options.path("awslogs-region").asText(regionOfTask),
                options.path("awslogs-group").asText(),
                options.path("awslogs-stream-prefix").asText());
    }

    /** Why it cannot be read; nothing where it can. */
    public Optional<String> unreadable() {
        return AWSLOGS.equals(driver)
                ? Optional.empty()
                : Optional.of("its log driver is " + (driver.isEmpty() ? "the default one" : driver)
                        + ", and only logs of awslogs can be read");
    }

    /**
     * The stream of one container, as the log driver names it ("Send Amazon ECS logs to CloudWatch", {@code
     * awslogs-stream-prefix}).
     *
     * @param runtimeId the container's id at its runtime, which is the name where there is no prefix
     */
    public String stream(String container, String taskArn, String runtimeId) {
        return streamPrefix.isEmpty()
                ? String.valueOf(runtimeId)
                : streamPrefix + "/" + container + "/" + Arns.shortName(taskArn);
    }
}
