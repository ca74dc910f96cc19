/** CodeDeploy's AppSpec for a service of ECS, as a document: reads and checks it, and puts a task definition into it. */
package io.jenkins.plugins.ecsdeploy.engine.appspec;
