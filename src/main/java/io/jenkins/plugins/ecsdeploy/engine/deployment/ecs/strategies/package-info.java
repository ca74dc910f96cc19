/**
 * ECS' own strategies that put new tasks beside the old ones and then move the traffic: {@code BLUE_GREEN}, {@code
 * LINEAR}, {@code CANARY}. What a service deployment by one of them tells beyond a rolling one: its stages, traffic, bake
 * time, and the pause hooks at which it waits.
 */
package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;
