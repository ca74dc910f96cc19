/** What was deployed where, when and by whom: told by the records of builds, kept beyond them. */
package io.jenkins.plugins.ecsdeploy.history;
