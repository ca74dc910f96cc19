/**
 * One-off tasks: run one, or a few, to the end, with the log of their containers, and never twice. What is known of a run is
 * its {@link io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRecord}; {@link
 * io.jenkins.plugins.ecsdeploy.engine.tasks.TaskDriver} takes it to its end.
 */
package io.jenkins.plugins.ecsdeploy.engine.tasks;
