/** The pipeline steps: their arguments, their forms and their executions. */
package io.jenkins.plugins.ecsdeploy.steps;
