/** The named places to deploy to: how they are kept, who may use them, and whether they work. */
package io.jenkins.plugins.ecsdeploy.targets;
