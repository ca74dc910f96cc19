package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import java.util.List;

/** What this program, and no other, has recorded of one service. */
public interface RecordedRevisions {
    /** Of a program that records nothing. */
    RecordedRevisions NONE = new RecordedRevisions() {
        @Override
        public List<RanRevision> ran(String arn) {
            return List.of();
        }

        @Override
        public List<String> places(String taskDefinitionArn) {
            return List.of();
        }
    };

    /**
     * What the service ran successfully, the newest first.
     *
     * @param arn of anything in the service's account
     */
    List<RanRevision> ran(String arn);

    /** On which services, of all, a revision ran successfully, in words. */
    List<String> places(String taskDefinitionArn);
}
