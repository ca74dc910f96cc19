/**
 * AWS CodeDeploy for the services of the emulator whose deployment controller is CODE_DEPLOY: blue/green deployments
 * with their lifecycle events, waits, hooks, alarms and rollbacks, on the emulator's clock.
 *
 * <p>What it does follows the API's model of 2014-10-06 and the CodeDeploy user guide ("Deployments on an Amazon ECS
 * compute platform", "AppSpec 'hooks' section for an Amazon ECS deployment", "Redeploy and roll back a deployment",
 * "CodeDeploy limits"); comments name the page where a rule comes from.
 *
 * <p>Known differences, beside those of the emulator itself:
 *
 * <ul>
 *   <li>Applications, groups and configurations are made by {@link
 *       io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedGroup} and {@link
 *       io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedCodeDeploy}, not by calls; UpdateDeploymentGroup changes
 *       waits, configuration, alarms and rollbacks. A group has one service.
 *   <li>Revisions are AppSpecContent alone: there is no S3 to take one from.
 *   <li>Lambda functions are not run: {@link io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook} stands for what
 *       they answer. PutLifecycleEventHookExecutionStatus is not there.
 *   <li>A deployment does not wait for a steady service before it starts, and scaling during the shift does not fail it.
 *       What a finished deployment's target shows of its task sets is their present, not their past.
 *   <li>Not documented, and decided here: the order Created, Queued, InProgress with a second for each; that events
 *       which do nothing are Skipped; that a new deployment takes away task sets which a stopped one left; that a
 *       rollback swaps no labels; the error code TIMEOUT of a READY wait that nobody answered; which error code a
 *       refused wait type has; all wordings but that of DeploymentLimitExceededException.
 * </ul>
 */
package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;
