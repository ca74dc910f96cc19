/** The successful builds of the jobs that are offered in a list, kept so that no list has to load a build. */
package io.jenkins.plugins.ecsdeploy.builds;
