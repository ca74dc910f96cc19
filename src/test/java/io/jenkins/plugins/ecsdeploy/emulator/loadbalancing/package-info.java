/**
 * Elastic Load Balancing, as far as somebody wants to know where the traffic of a service comes in: the listeners that
 * deployment groups and services name. They can be looked at, not changed; what they forward is played elsewhere. Source:
 * API pages DescribeListeners, DescribeLoadBalancers and DescribeTargetGroups of 2015-12-01.
 */
package io.jenkins.plugins.ecsdeploy.emulator.loadbalancing;
