/** Brings all services that a tree of files names to the images in them: the step ecsSync. */
package io.jenkins.plugins.ecsdeploy.steps.sync;
