package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.FailedTaskLimit;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.Strategy;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The rule by which ECS's circuit breaker gives up, for services that have none ({@link FailedTaskLimit}). ECS counts the failed tasks itself, and from 0 again once a task runs (API reference, Deployment, {@code
 * failedTasks}).
 */
final class FailedTasks {
    private FailedTasks() {}

    static int threshold(int desiredCount) {
        return FailedTaskLimit.of(desiredCount);
    }

    /** Too many tasks of the deployment failed, and no circuit breaker will say so. */
    static boolean areTooMany(Service service, Deployment deployment) {
        return !hasCircuitBreaker(service)
                && deployment.failedTasks() != null
                && deployment.failedTasks() >= threshold(desired(deployment));
    }

    static String inWords(Deployment deployment) {
        return deployment.failedTasks() + " tasks failed one after another, and "
                + threshold(desired(deployment)) + " are too many for " + desired(deployment)
                + " desired tasks (the service has no circuit breaker)";
    }

    /** That of a service which does not roll is not heeded (developer guide, the circuit breaker's page). */
    static boolean hasCircuitBreaker(Service service) {
        DeploymentCircuitBreaker breaker = breaker(service);
        return breaker != null
                && Boolean.TRUE.equals(breaker.enable())
                && Strategy.of(service.deploymentConfiguration()).isRolling();
    }

    static boolean rollsBackItself(Service service) {
        return hasCircuitBreaker(service)
                && Boolean.TRUE.equals(breaker(service).rollback());
    }

    private static DeploymentCircuitBreaker breaker(Service service) {
        return service.deploymentConfiguration() == null
                ? null
                : service.deploymentConfiguration().deploymentCircuitBreaker();
    }

    private static int desired(Deployment deployment) {
        return deployment.desiredCount() == null ? 0 : deployment.desiredCount();
    }
}
