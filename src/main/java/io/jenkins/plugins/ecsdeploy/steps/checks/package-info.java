/** The step that checks a task definition before it is deployed. */
package io.jenkins.plugins.ecsdeploy.steps.checks;
