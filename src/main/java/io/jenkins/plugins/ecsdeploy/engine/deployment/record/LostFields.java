package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

/** What another version of this program did not write into a record, told from what it did write. */
final class LostFields {
    /** The last word on a record that cannot be gone on with. */
    static final String NOT_WHOLE =
            "What was written down of this deployment is not whole, so it cannot be followed. Look at the service";

    private LostFields() {}

    /** The phase after which all that is known may have been written down. */
    static Phase phase(DeploymentRecord record) {
        if (record.lastWord() != null || record.times().duration().isPresent()) {
            return Phase.ENDED;
        }
        if (record.deploymentInWords() != null) {
            return Phase.FOLLOWING;
        }
        return record.taskDefinitionArn() == null ? Phase.REGISTERING : Phase.UPDATING;
    }

    /** @param record that has a phase */
    static Status status(DeploymentRecord record) {
        if (record.times().duration().isPresent()) {
            return Status.FAILED;
        }
        return record.phase() == Phase.ENDED ? Status.LEFT : Status.IN_PROGRESS;
    }

    /** False when whoever goes on with the record would not know with what. */
    static boolean isWhole(DeploymentRecord record) {
        boolean named = record.service() != null && record.cluster() != null && record.region() != null;
        boolean revisions = record.taskDefinitionArn() != null && record.previousTaskDefinitionArn() != null;
        return named
                && (record.phase().compareTo(Phase.REGISTERED) < 0
                        || revisions && (record.phase() != Phase.FOLLOWING || record.deploymentInWords() != null));
    }
}
