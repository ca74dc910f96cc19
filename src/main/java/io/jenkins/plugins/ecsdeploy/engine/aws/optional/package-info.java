/**
 * Reading calls to services of AWS that the plugin can do without, because their parts of the SDK are plugins that need not
 * be installed. Each service has a class of its own, which is to be touched only where its {@link
 * io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library} is there. No value of a secret or a parameter is ever asked for.
 */
package io.jenkins.plugins.ecsdeploy.engine.aws.optional;
