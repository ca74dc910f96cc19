/** The teams of {@code examples/}, each with its very files, from the first build to the last answer, in a real Jenkins. */
package io.jenkins.plugins.ecsdeploy.examples;
