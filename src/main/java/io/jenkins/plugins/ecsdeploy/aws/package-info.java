/** Brings the engine to AWS with what Jenkins has: credentials, environment variables, the proxy and threads. */
package io.jenkins.plugins.ecsdeploy.aws;
