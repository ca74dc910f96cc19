/**
 * The deployment controller {@code CODE_DEPLOY}: CodeDeploy puts a new set of tasks beside the old one, moves the traffic,
 * and takes the old tasks away.
 */
package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;
