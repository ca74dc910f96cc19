/** Whose credentials a call is made with: keys as they are, sessions of roles and of users, kept until they end. */
package io.jenkins.plugins.ecsdeploy.engine.aws.session;
