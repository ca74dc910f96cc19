/**
 * Looks whether AWS has what a task definition needs, before it is deployed. It only reads, never the value of a secret; what
 * cannot be seen is said to be so, and never taken for a mistake.
 */
package io.jenkins.plugins.ecsdeploy.engine.checks;
