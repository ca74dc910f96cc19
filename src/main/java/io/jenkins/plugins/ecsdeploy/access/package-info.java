/** As whom and where a build calls AWS; as whom it, or a person, reads other jobs. */
package io.jenkins.plugins.ecsdeploy.access;
