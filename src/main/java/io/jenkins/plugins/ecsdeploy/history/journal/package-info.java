/**
 * What was deployed, kept beyond builds: plain values in one file for each service and month. Knows nothing of Jenkins, so
 * that it is tested in milliseconds.
 */
package io.jenkins.plugins.ecsdeploy.history.journal;
