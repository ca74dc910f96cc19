/** The history for people and for programs: pages, remote API, feed. What one may not read does not exist there. */
package io.jenkins.plugins.ecsdeploy.history.pages;
