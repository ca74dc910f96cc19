/** The only place that talks to AWS: clients, the calls that the engine makes, and what its errors mean. */
package io.jenkins.plugins.ecsdeploy.engine.aws;
