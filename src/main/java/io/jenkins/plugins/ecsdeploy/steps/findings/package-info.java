/** Has definitions checked for builds: shows what is found in the log, and keeps it with the build. */
package io.jenkins.plugins.ecsdeploy.steps.findings;
