/** Where traffic comes in: the listeners of load balancers, for people and for programs. */
package io.jenkins.plugins.ecsdeploy.engine.deployment.traffic;
