/** What this controller has for all builds: threads, clients of AWS, the poller, the clock. */
package io.jenkins.plugins.ecsdeploy.runtime;
