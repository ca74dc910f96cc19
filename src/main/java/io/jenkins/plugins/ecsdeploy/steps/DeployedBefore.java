package io.jenkins.plugins.ecsdeploy.steps;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.deployments.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.deployments.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Status;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamJobs;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an earlier build brought a service to, according to its record. */
final class DeployedBefore {
    /** After these the service ran that revision. */
    private static final Set<Status> GOOD = Set.of(Status.SUCCESSFUL, Status.UNCHANGED, Status.UPDATED);

    private static final Pattern BUILD = Pattern.compile("(.+#)?[0-9]{1,9}", Pattern.DOTALL);

    private DeployedBefore() {}

    /**
     * The ARN of the revision. Reads the disk, so it is not for the thread that runs Pipeline.
     *
     * @param build {@code 12}, of the running build's own job, or {@code folder/job#12}, which the running build must be
     *     allowed to read
     * @param rollback the record of the rollback, which says of which service: its name, cluster and region
     */
    static String arn(Run<?, ?> running, String build, DeploymentRecord rollback) throws AbortException {
        Run<?, ?> run = build(running, build);
        DeploymentsAction action = run.getAction(DeploymentsAction.class);
        List<DeploymentRecord> ofService = action == null
                ? List.of()
                : action.deployments().stream()
                        .map(BuildDeployment::record)
                        // The build may be the running one, which has the rollback itself, too.
                        .filter(record ->
                                record != rollback && record.serviceKey().equals(rollback.serviceKey()))
                        .toList();
        String service = rollback.service();
        if (ofService.isEmpty()) {
            throw new EngineException(run.getFullDisplayName() + " deployed nothing to service " + service
                    + " in cluster " + rollback.cluster() + " in " + rollback.region());
        }
        // A build may deploy a service more than once; what it left behind counts.
        DeploymentRecord last = ofService.get(ofService.size() - 1);
        if (!GOOD.contains(last.status())) {
            throw new EngineException(run.getFullDisplayName() + " did not bring service " + service
                    + " to a revision that is known to run: its deployment is " + last.status()
                    + ". Name another build, or the revision by to");
        }
        return last.taskDefinitionArn();
    }

    /** Refuses what names no build, whichever there are. */
    static void check(String build) {
        if (!BUILD.matcher(build).matches()) {
            throw new EngineException("toBuild is '" + build + "'. Give a build's number, or 'job#12' of another job");
        }
    }

    private static Run<?, ?> build(Run<?, ?> running, String build) throws AbortException {
        check(build);
        int hash = build.lastIndexOf('#');
        String number = build.substring(hash + 1);
        Job<?, ?> job = hash < 0 ? running.getParent() : UpstreamJobs.forBuild(running, build.substring(0, hash), null);
        Run<?, ?> run = job.getBuildByNumber(Integer.parseInt(number));
        if (run == null) {
            throw new EngineException("There is no build " + number + " of " + job.getFullDisplayName());
        }
        return run;
    }
}
