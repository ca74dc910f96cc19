package io.jenkins.plugins.ecsdeploy.steps.gate;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The deployment that {@code ecsGate} is given: what is needed of a result of {@code ecsDeploy}.
 *
 * @param id AWS's name of it: ECS's ARN, or CodeDeploy's id
 */
record GatedDeployment(String service, Optional<String> cluster, Optional<String> region, String id) {
    static final String STATUS = "status";
    private static final Set<String> NOTHING_BEGUN = Set.of(Status.UNCHANGED.name(), Status.UPDATED.name());

    /** @throws EngineException if something is missing */
    static GatedDeployment of(Map<String, ?> result) {
        return new GatedDeployment(
                needed(text(result, "service"), result),
                text(result, "cluster"),
                text(result, "region"),
                needed(id(result), result));
    }

    /** Whether arguments are not named ones, but a result. */
    static boolean isResult(Map<String, ?> arguments) {
        return arguments.containsKey(STATUS) && !arguments.containsKey("deployment");
    }

    /** Whether it is the answer of {@code ecsDeploy} that it has begun none, because the service runs that definition already. */
    static boolean isNone(Map<String, ?> result) {
        return id(result).isEmpty()
                && text(result, STATUS).filter(NOTHING_BEGUN::contains).isPresent();
    }

    /** AWS's name of the deployment. */
    private static Optional<String> id(Map<String, ?> result) {
        return text(result, "deploymentId").or(() -> text(result, "deploymentArn"));
    }

    private static String needed(Optional<String> value, Map<String, ?> result) {
        return value.orElseThrow(() -> new EngineException("deployment is no deployment that goes on"
                + text(result, STATUS)
                        .map(status -> ", for its status is " + status)
                        .orElse("")
                + ". Give what ecsDeploy with waitUntil: 'GATE' answers, or a map with service, cluster, region and"
                + " deploymentArn or deploymentId"));
    }

    private static Optional<String> text(Map<String, ?> result, String key) {
        return Optional.ofNullable(result == null ? null : result.get(key))
                .map(Object::toString)
                .filter(text -> !text.isBlank());
    }
}
