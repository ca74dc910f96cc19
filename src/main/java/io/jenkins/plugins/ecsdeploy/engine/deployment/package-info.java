/**
 * Deployments: start one, follow that very one to its end, and say why it failed, whoever carries it out at AWS. What is
 * known of one is its {@link io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord}.
 */
package io.jenkins.plugins.ecsdeploy.engine.deployment;
