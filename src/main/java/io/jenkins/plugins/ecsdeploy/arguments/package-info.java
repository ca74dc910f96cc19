/**
 * What scripts and forms give to the steps: the names of arguments, the kinds of their values, how both are written, and
 * verdicts on what is typed in.
 */
package io.jenkins.plugins.ecsdeploy.arguments;
