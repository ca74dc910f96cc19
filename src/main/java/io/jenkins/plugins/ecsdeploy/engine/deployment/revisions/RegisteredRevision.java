package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import java.util.Map;

/**
 * The revision to deploy.
 *
 * @param isLive whether the service runs this very revision already
 * @param images by container
 */
public record RegisteredRevision(String arn, boolean isLive, Map<String, String> images) {}
