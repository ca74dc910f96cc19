/**
 * An Amazon ECS to test against and to play with. {@link io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator} is the way
 * in, {@link io.jenkins.plugins.ecsdeploy.emulator.EmulatorMain} the program for the demo.
 *
 * <p>What it does follows the Amazon ECS API Reference, the API's model as botocore and the SDK carry it, the developer
 * guide and answers of ECS which users have published; comments name the page where a rule comes from.
 *
 * <p>Known differences:
 *
 * <ul>
 *   <li>One account, one region. There are no container instances, capacity providers, alarms or images, and load
 *       balancers only to be looked at ({@code emulator.loadbalancing}): scenes stand for what they would do. RunTask is in
 *       {@code emulator.tasks}. Blue/green, linear and canary by ECS itself are in {@code emulator.strategies}, blue/green by CodeDeploy
 *       in {@code emulator.codedeploy}; a service cannot be moved from one controller to the other by a call.
 *       What ECR has is in {@code emulator.ecr}.
 *   <li>Every identity may do everything that {@link io.jenkins.plugins.ecsdeploy.emulator.Faults#deny} does not take
 *       away. Signatures are checked, but not their age: a clock that tests drive and the client's clock differ.
 *   <li>Roles, secrets, parameters, files and groups that task definitions refer to can be looked at alone
 *       ({@code emulator.references}); tasks start without them.
 *   <li>CloudWatch Logs has, beside the names of groups, GetLogEvents alone, with what {@link
 *       io.jenkins.plugins.ecsdeploy.emulator.Scene#logging} says, for as long as ECS remembers the task.
 *   <li>A task that a scene lets crash never counts as healthy, so that no old task is stopped for it. At ECS a crash
 *       after some time in RUNNING may come too late for the circuit breaker.
 *   <li>Wordings that AWS does not document (reasons of a stopped service deployment, some validation messages) are
 *       plausible, not proven; error codes are those of the API pages. Tests should not rely on such words.
 *   <li>An inactive revision cannot be used at once (ECS: within 10 minutes), INACTIVE services and revisions stay for
 *       ever, and every change can be seen at once: ECS's eventual consistency is not played.
 * </ul>
 */
package io.jenkins.plugins.ecsdeploy.emulator;
