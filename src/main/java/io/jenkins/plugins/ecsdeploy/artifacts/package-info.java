/** The artifacts of builds, wherever their artifact manager keeps them: as whom they are read, how much of them, and fingerprints. */
package io.jenkins.plugins.ecsdeploy.artifacts;
