/** What a build keeps, and what is kept about builds: its deployments, its build variables, evidence. */
package io.jenkins.plugins.ecsdeploy.records;
