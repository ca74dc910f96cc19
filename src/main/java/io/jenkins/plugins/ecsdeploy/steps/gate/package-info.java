/** Decides where a deployment waits: the step ecsGate and its block. */
package io.jenkins.plugins.ecsdeploy.steps.gate;
