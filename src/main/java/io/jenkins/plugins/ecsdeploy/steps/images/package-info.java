/** The arguments for images beside their names: what other places run, and what other builds have deployed. */
package io.jenkins.plugins.ecsdeploy.steps.images;
