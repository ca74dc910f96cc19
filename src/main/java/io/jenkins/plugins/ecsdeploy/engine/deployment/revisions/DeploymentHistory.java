package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import java.util.Optional;
import java.util.stream.Stream;

/** What AWS remembers of the deployments of one service. */
public interface DeploymentHistory {
    /** What of AWS keeps it: {@code ECS}. */
    String keeper();

    /** What it is, in a few words: {@code ECS's list of its deployments, which goes back 90 days}. */
    String inWords();

    /** What the service ran successfully, the newest first. Read from AWS as far as it is asked for. */
    Stream<RanRevision> successful();

    /**
     * Why a deployment is not known to have succeeded, as a sentence; nothing if it has.
     *
     * @param deployment AWS's name of it
     */
    Optional<String> doubt(String deployment);
}
