package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.deployments.BuildDeployment;
import io.jenkins.plugins.ecsdeploy.deployments.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Status;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** What an earlier build brought a service to, according to its record. */
final class DeployedBefore {
    /** After these the service ran that revision. */
    private static final Set<Status> GOOD = Set.of(Status.SUCCESSFUL, Status.UNCHANGED, Status.UPDATED);

    private DeployedBefore() {}

    /**
     * The ARN of the revision. To be called with the identity of the running build.
     *
     * @param build {@code 12}, of the running build's own job, or {@code folder/job#12}
     */
    static String arn(Run<?, ?> running, String build, String service, String cluster) {
        Run<?, ?> run = build(running, build);
        DeploymentsAction action = run.getAction(DeploymentsAction.class);
        List<DeploymentRecord> ofService = action == null
                ? List.of()
                : action.deployments().stream()
                        .map(BuildDeployment::record)
                        .filter(record -> record.service().equals(service))
                        .filter(record -> shortName(record.cluster()).equals(shortName(cluster)))
                        .toList();
        if (ofService.isEmpty()) {
            throw new EngineException(
                    run.getFullDisplayName() + " deployed nothing to service " + service + " in cluster " + cluster);
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

    private static Run<?, ?> build(Run<?, ?> running, String build) {
        int hash = build.lastIndexOf('#');
        String number = build.substring(hash + 1);
        if (!number.matches("[0-9]{1,9}") || hash == 0) {
            throw new EngineException("toBuild is '" + build + "'. Give a build's number, or 'job#12' of another job");
        }
        Job<?, ?> job = hash < 0 ? running.getParent() : job(running, build.substring(0, hash));
        Run<?, ?> run = job.getBuildByNumber(Integer.parseInt(number));
        if (run == null) {
            throw new EngineException("There is no build " + number + " of " + job.getFullDisplayName());
        }
        return run;
    }

    /** A job that this build may not see is not there, as for people. */
    private static Job<?, ?> job(Run<?, ?> running, String name) {
        Job<?, ?> job;
        try {
            job = Jenkins.get().getItem(name, (Item) running.getParent(), Job.class);
        } catch (AccessDeniedException e) {
            job = null;
        }
        if (job == null) {
            throw new EngineException("There is no job " + name + " that this build may read");
        }
        return job;
    }

    private static String shortName(String cluster) {
        return cluster.substring(cluster.lastIndexOf('/') + 1);
    }
}
