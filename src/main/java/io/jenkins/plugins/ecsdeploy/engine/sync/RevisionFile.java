package io.jenkins.plugins.ecsdeploy.engine.sync;

import java.util.Map;

/**
 * What one file wants of one service.
 *
 * @param path of the file, for messages
 * @param images by container, at least one
 */
record RevisionFile(String path, String cluster, String service, Map<String, String> images) {
    /** The service among all of the tree. */
    String name() {
        return cluster + "/" + service;
    }
}
