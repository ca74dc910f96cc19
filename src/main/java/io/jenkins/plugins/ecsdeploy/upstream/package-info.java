/** Builds of other jobs: who may use them, and how one of them is chosen. */
package io.jenkins.plugins.ecsdeploy.upstream;
