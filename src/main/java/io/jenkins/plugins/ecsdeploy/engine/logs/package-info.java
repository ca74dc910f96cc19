/** Logs of containers: where they are, and how their lines are shown. */
package io.jenkins.plugins.ecsdeploy.engine.logs;
