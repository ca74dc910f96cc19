/**
 * Tasks that belong to no service: RunTask and StopTask, what becomes of such a task, and what its containers write to
 * CloudWatch Logs. {@link io.jenkins.plugins.ecsdeploy.emulator.tasks.EmulatedTasks} is the way in, a {@link
 * io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene} says how a task behaves.
 *
 * <p>Sources: the API pages RunTask, StopTask, Task and GetLogEvents; "Ensuring idempotency" for client tokens; "Amazon ECS
 * task lifecycle"; "Amazon ECS API failure reasons".
 *
 * <p>Known differences: there are no container instances, so what a cluster has no room for is a scene; tags are kept, but
 * not shown; a token whose tasks could not be placed is remembered for an hour (AWS's page does not say how long).
 */
package io.jenkins.plugins.ecsdeploy.emulator.tasks;
