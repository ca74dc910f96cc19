/** The step {@code ecsRunTask}, which runs a one-off task. */
package io.jenkins.plugins.ecsdeploy.steps.tasks;
