/** Task definitions as documents: what they hold, how they are changed, compared, checked and put into words. */
package io.jenkins.plugins.ecsdeploy.engine.taskdef;
