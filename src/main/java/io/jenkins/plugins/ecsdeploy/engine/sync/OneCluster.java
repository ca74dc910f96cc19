package io.jenkins.plugins.ecsdeploy.engine.sync;

import java.util.Optional;

/**
 * The only cluster that may be deployed to.
 *
 * @param cluster its name or ARN
 * @param saidBy who says so, for messages: {@code target 'prod'}
 */
public record OneCluster(String cluster, String saidBy) {
    /** What is wrong with a file for that cluster; nothing if it is this one. */
    Optional<String> problem(String other) {
        String name = cluster.substring(cluster.lastIndexOf('/') + 1);
        return other.equals(name)
                ? Optional.empty()
                : Optional.of("it is for cluster " + other + ", and " + saidBy + " has the cluster " + name
                        + ". Take the files of this cluster alone, by pattern: '" + name
                        + "/*/revision.json', or use another target");
    }
}
