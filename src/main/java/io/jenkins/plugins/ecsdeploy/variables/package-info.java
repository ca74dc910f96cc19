/** Build variables in Jenkins: the steps that export and import them, and what a build remembers of them. */
package io.jenkins.plugins.ecsdeploy.variables;
