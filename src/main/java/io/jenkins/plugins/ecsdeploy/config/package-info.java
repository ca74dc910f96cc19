/** What an administrator decides once for the whole controller. */
package io.jenkins.plugins.ecsdeploy.config;
