/** What the forms of all steps share: text that becomes arguments, and verdicts on it. */
package io.jenkins.plugins.ecsdeploy.forms;
