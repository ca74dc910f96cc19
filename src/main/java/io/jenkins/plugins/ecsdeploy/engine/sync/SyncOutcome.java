package io.jenkins.plugins.ecsdeploy.engine.sync;

import java.util.Map;
import java.util.Optional;

/**
 * How the deployment to one service ended.
 *
 * @param result as {@code ecsDeploy} has it; empty where nothing was begun
 * @param failure why it failed; empty: it did not
 */
public record SyncOutcome(Map<String, Object> result, Optional<String> failure) {}
