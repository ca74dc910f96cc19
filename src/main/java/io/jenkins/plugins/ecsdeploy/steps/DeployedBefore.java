package io.jenkins.plugins.ecsdeploy.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import java.util.List;
import java.util.regex.Pattern;

/** What an earlier build brought a service to, according to its record. */
final class DeployedBefore {
    private static final Pattern BUILD = Pattern.compile("(.+#)?[0-9]{1,9}", Pattern.DOTALL);

    private DeployedBefore() {}

    /**
     * The record of its deployment. Where that does not know the end, AWS has to tell: {@link Goal.Rollback}. Reads the
     * disk, so it is not for the thread that runs Pipeline.
     *
     * @param build {@code 12}, of the running build's own job, or {@code folder/job#12}, which the running build must be
     *     allowed to read
     * @param rollback the record of the rollback, which says of which service: its name, cluster and region
     */
    static DeploymentRecord of(Run<?, ?> running, String build, DeploymentRecord rollback) throws AbortException {
        check(build);
        Run<?, ?> run = NamedBuild.find(running, build);
        List<DeploymentRecord> ofService = NamedBuild.deployments(run).stream()
                // The build may be the running one, which has the rollback itself, too.
                .filter(record -> record != rollback && record.serviceKey().equals(rollback.serviceKey()))
                .toList();
        String service = rollback.service();
        if (ofService.isEmpty()) {
            throw new EngineException(run.getFullDisplayName() + " deployed nothing to service " + service
                    + " in cluster " + rollback.cluster() + " in " + rollback.region());
        }
        // A build may deploy a service more than once; what it left behind counts.
        DeploymentRecord last = ofService.get(ofService.size() - 1);
        if (!last.status().isGood() && !mayHaveSucceeded(last)) {
            throw new EngineException(run.getFullDisplayName() + " did not bring service " + service
                    + " to a revision that is known to run: its deployment is " + last.status()
                    + ". Name another build, or the revision by to");
        }
        return last;
    }

    /** Nobody has seen its end yet, or nobody could look. */
    private static boolean mayHaveSucceeded(DeploymentRecord record) {
        return record.deploymentInWords() != null
                && (record.status() == Status.IN_PROGRESS || record.status() == Status.LEFT);
    }

    /** Refuses what names no build, whichever there are. */
    static void check(String build) {
        if (!BUILD.matcher(build).matches()) {
            throw new EngineException("toBuild is '" + build + "'. Give a build's number, or 'job#12' of another job");
        }
    }
}
