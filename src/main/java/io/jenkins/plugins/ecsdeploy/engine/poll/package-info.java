/**
 * One poller for all that is waited for. Those who wait say what they want to know and when; questions of the same
 * identity, region and cluster go to ECS in one call, within a budget of calls.
 */
package io.jenkins.plugins.ecsdeploy.engine.poll;
