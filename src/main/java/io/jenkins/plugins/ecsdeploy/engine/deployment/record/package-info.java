/**
 * What is known of one deployment, and kept with its build: everything that must survive a stop of the program. All of it
 * is written to the disk as it stands here.
 */
package io.jenkins.plugins.ecsdeploy.engine.deployment.record;
