package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import java.util.List;
import java.util.Map;

/**
 * The revision to deploy.
 *
 * @param isLive whether the service runs this very revision already
 * @param images by container
 * @param changes from what the service runs, in words, a line for each
 */
public record RegisteredRevision(String arn, boolean isLive, Map<String, String> images, List<String> changes) {
    public RegisteredRevision {
        changes = List.copyOf(changes);
    }
}
