/** The four figures of the DORA reports, of the entries of a service in one place. Knows nothing of Jenkins. */
package io.jenkins.plugins.ecsdeploy.history.figures;
