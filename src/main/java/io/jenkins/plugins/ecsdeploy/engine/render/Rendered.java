package io.jenkins.plugins.ecsdeploy.engine.render;

import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.List;

/**
 * A document that is ready to register.
 *
 * @param notes what its author should know: unknown keys, dropped containers
 */
public record Rendered(TaskDefinition document, List<String> notes) {}
