/** What a deployment would do: made by reading calls alone, shown, and given as plain values. */
package io.jenkins.plugins.ecsdeploy.engine.deployment.plan;
