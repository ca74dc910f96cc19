/** What a step says of a deployment instead of beginning it. */
package io.jenkins.plugins.ecsdeploy.steps.plan;
