/**
 * Which images a deployment gets, and is expected to have got: those that run elsewhere, digests in place of tags, and what is
 * compared in the end.
 */
package io.jenkins.plugins.ecsdeploy.engine.deployment.images;
