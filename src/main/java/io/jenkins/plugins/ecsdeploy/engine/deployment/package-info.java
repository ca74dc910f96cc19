/**
 * Rolling deployments: start one, follow that very one to its end, and say why it failed. Everything that must survive
 * a stop of the program is in {@link io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord}.
 */
package io.jenkins.plugins.ecsdeploy.engine.deployment;
