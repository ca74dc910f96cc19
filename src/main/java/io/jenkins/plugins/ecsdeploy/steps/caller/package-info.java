/** As whom, and where, a step calls AWS: the arguments that all steps share, and what encloses them. */
package io.jenkins.plugins.ecsdeploy.steps.caller;
