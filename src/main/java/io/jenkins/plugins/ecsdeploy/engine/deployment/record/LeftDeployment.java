package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

/**
 * A deployment that this program has begun, whose step has ended, and whose end is not known yet.
 *
 * @param record what is known of it
 * @param by whose it is, in words
 */
public record LeftDeployment(DeploymentRecord record, String by) {}
