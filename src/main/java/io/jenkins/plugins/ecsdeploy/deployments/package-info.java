/** The deployments of a build, as they are kept with it. */
package io.jenkins.plugins.ecsdeploy.deployments;
