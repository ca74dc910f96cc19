package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The rule by which ECS's circuit breaker gives up, for services that have none: half the desired count of tasks
 * rounded up, at least 3 and at most 200 (developer guide, "How the Amazon ECS deployment circuit breaker detects
 * failures"). ECS counts the failed tasks itself, and from 0 again once a task runs (API reference, Deployment, {@code
 * failedTasks}).
 */
final class FailedTasks {
    private static final int FEWEST = 3;
    private static final int MOST = 200;

    private FailedTasks() {}

    static int threshold(int desiredCount) {
        return Math.min(MOST, Math.max(FEWEST, (desiredCount + 1) / 2));
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

    static boolean hasCircuitBreaker(Service service) {
        DeploymentCircuitBreaker breaker = breaker(service);
        return breaker != null && Boolean.TRUE.equals(breaker.enable());
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
