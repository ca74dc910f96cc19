/**
 * Everything that is about Amazon ECS and nothing that is about Jenkins: task definitions as documents, images,
 * deployments and the AWS clients. Ordinary Java, tested without Jenkins; {@code EngineIsAloneTest} keeps it that way.
 */
package io.jenkins.plugins.ecsdeploy.engine;
