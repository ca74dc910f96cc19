package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

/**
 * A revision that a service is recorded to have run successfully.
 *
 * @param taskDefinitionArn its ARN
 * @param knownFrom where that is known from, as the end of a sentence: {@code deploy #12 of 2026-03-01T08:00:00Z}
 */
public record RanRevision(String taskDefinitionArn, String knownFrom) {}
