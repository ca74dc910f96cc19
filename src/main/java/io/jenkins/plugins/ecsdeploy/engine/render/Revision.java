package io.jenkins.plugins.ecsdeploy.engine.render;

import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;

/** A registered task definition: its ARN, whether services may still be updated to it, and its document. */
public record Revision(String arn, boolean active, TaskDefinition document) {}
