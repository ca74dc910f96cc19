package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.LateReason;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;

/**
 * Judges a deployment by DescribeServiceDeployments. ECS has no status FAILED: a deployment that fails without a
 * rollback ends STOPPED (API reference, ServiceDeployment, {@code status}).
 */
final class ServiceDeploymentVerdict {
    private ServiceDeploymentVerdict() {}

    static Verdict of(ServiceDeployment deployment) {
        switch (deployment.status()) {
            case SUCCESSFUL:
                return Verdict.succeeded();
            case STOP_REQUESTED:
            case ROLLBACK_REQUESTED:
            case ROLLBACK_IN_PROGRESS:
                return new Verdict(State.GOING_BACK, reason(deployment));
            case ROLLBACK_SUCCESSFUL:
                return new Verdict(State.ROLLED_BACK, reason(deployment));
            case ROLLBACK_FAILED:
            case STOPPED:
                return new Verdict(State.FAILED, reason(deployment));
            default:
                // PENDING, IN_PROGRESS, and what a later ECS may add before it ends in one of the above.
                return Verdict.goingOn();
        }
    }

    private static String reason(ServiceDeployment deployment) {
        List<String> parts = new ArrayList<>();
        if (deployment.statusReason() != null) {
            parts.add(withRemedy(deployment.statusReason()));
        }
        if (deployment.rollback() != null
                && deployment.rollback().reason() != null
                && !parts.contains(withRemedy(deployment.rollback().reason()))) {
            parts.add(withRemedy(deployment.rollback().reason()));
        }
        circuitBreaker(deployment.deploymentCircuitBreaker(), parts);
        alarms(deployment.alarms(), parts);
        return parts.isEmpty()
                ? "ECS gave no reason (status " + deployment.statusAsString() + ")"
                : String.join("; ", parts);
    }

    private static String withRemedy(String reason) {
        String words = Verdict.withoutFullStop(reason);
        return words + LateReason.remedy(words);
    }

    private static void circuitBreaker(ServiceDeploymentCircuitBreaker breaker, List<String> parts) {
        if (breaker != null && breaker.failureCount() != null && breaker.failureCount() > 0) {
            parts.add("circuit breaker " + breaker.statusAsString() + " at " + breaker.failureCount() + " of "
                    + breaker.threshold() + " failed tasks");
        }
    }

    private static void alarms(ServiceDeploymentAlarms alarms, List<String> parts) {
        if (alarms != null
                && alarms.hasTriggeredAlarmNames()
                && !alarms.triggeredAlarmNames().isEmpty()) {
            parts.add("alarms triggered: " + String.join(", ", alarms.triggeredAlarmNames()));
        }
    }
}
