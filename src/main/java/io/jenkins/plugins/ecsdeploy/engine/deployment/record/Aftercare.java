package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.io.Serializable;

/** What is to be done when a deployment has ended, and what was done of it. */
public final class Aftercare implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean logs;
    private final int keepRevisions;
    private boolean revisionsTidied;
    private String evidenceFile;

    /**
     * @param logs read the last lines of failed containers from CloudWatch Logs
     * @param keepRevisions deregister older revisions of the family beyond so many after a success; 0: none
     */
    Aftercare(boolean logs, int keepRevisions) {
        this.logs = logs;
        this.keepRevisions = keepRevisions;
    }

    /** Whether log lines of failed containers are evidence, too. */
    public boolean isLogsWanted() {
        return logs;
    }

    /** How many revisions of the family to keep; 0: all of them, or those that were too many are gone already. */
    public int revisionsToKeep() {
        return revisionsTidied ? 0 : keepRevisions;
    }

    /** Those that were too many are gone, or could not be removed. */
    public void revisionsTidied() {
        revisionsTidied = true;
    }

    /** The name under which the evidence of the failure is kept, or {@code null}. */
    public String evidenceFile() {
        return evidenceFile;
    }

    public void evidenceFile(String name) {
        evidenceFile = name;
    }
}
