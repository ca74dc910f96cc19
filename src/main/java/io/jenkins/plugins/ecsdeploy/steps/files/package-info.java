/** What a step reads of the workspace: documents and image definitions, from an argument or a file. */
package io.jenkins.plugins.ecsdeploy.steps.files;
