package io.jenkins.plugins.ecsdeploy.engine.render;

import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.List;

/**
 * A document that is ready to register.
 *
 * @param changes what the caller's arguments changed, in words, without values of variables
 * @param notes what its author should know: unknown keys, dropped containers
 */
public record Rendered(TaskDefinition document, List<String> changes, List<String> notes) {}
