package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many tasks a rolling update may have at once. Source: API page DeploymentConfiguration, maximumPercent
 * ("rounded down to the nearest integer") and minimumHealthyPercent ("rounded up to the nearest integer").
 */
record Limits(int desired, int maximum, int minimumHealthy) {
    static Limits of(ServiceState service) {
        JsonNode configuration = service.configuration();
        int desired = service.desiredCount;
        int maximum = desired * configuration.path("maximumPercent").asInt(200) / 100;
        int minimum = (desired * configuration.path("minimumHealthyPercent").asInt(100) + 99) / 100;
        return new Limits(desired, maximum, minimum);
    }

    /** How many tasks can be exchanged at the same time; at least one, so that times can be divided by it. */
    int wave() {
        return Math.max(1, Math.min(desired, maximum - desired + desired - minimumHealthy));
    }

    int waves() {
        return Math.max(1, (desired + wave() - 1) / wave());
    }

    /**
     * Failures at which the circuit breaker gives up: half the desired count rounded up, at least 3, at most 200.
     * Source: "How the Amazon ECS deployment circuit breaker detects failures".
     */
    int failureThreshold() {
        return Math.min(200, Math.max(3, (desired + 1) / 2));
    }
}
