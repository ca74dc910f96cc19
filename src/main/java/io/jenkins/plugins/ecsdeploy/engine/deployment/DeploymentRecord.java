package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of one deployment, in plain values: enough to go on after a restart, and what the step answers with.
 * Times are milliseconds since the epoch, 0 when not yet known. Not thread-safe: one task at a time works on it.
 */
public final class DeploymentRecord implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN = "unknown";

    String service;
    String cluster;
    String region;
    long startedMillis;
    Phase phase = Phase.NEW;
    Status status = Status.IN_PROGRESS;
    String taskDefinitionArn;
    /** What the service ran before, and goes back to if the deployment fails. */
    String previousTaskDefinitionArn;
    /** True when nobody knows that the service ever ran that revision successfully: then it is none to go back to. */
    boolean previousUnproven;
    /** ECS's {@code ecs-svc/…} id of the primary deployment before ours, to tell ours from it. */
    String previousDeploymentId;

    String previousDeploymentArn;
    String deploymentId;
    String deploymentArn;
    /** True when DescribeServiceDeployments cannot be used, so DescribeServices has to tell the end. */
    boolean judgedByService;

    /** True when nobody but us gives up after too many failed tasks, so that they have to be counted. */
    boolean countsFailedTasks;

    LinkedHashMap<String, String> images = new LinkedHashMap<>();
    /** True when the service had this definition already. */
    boolean sameDefinition;

    /** When ECS accepted an update that has to start a deployment, which was not seen yet; 0: not so. */
    long updateAcceptedMillis;

    /** When ECS began the deployment, by the clock of AWS, as are the times of events. */
    long beganMillis;
    /** When we began to follow it, by our own clock. */
    long followedSinceMillis;

    long endedMillis;
    /** Service events up to this time have been shown. */
    long eventsShownMillis;

    String countsShown;
    /** Why it fails: set as soon as that is certain, which can be long before ECS has rolled back. */
    String failure;
    /** The line about another deployment in progress that has been shown. */
    String conflictShown;
    /** True when this is the rollback of an active deployment, which is a success then. */
    boolean rollbackWanted;
    /** What the caller said of failures; {@code null}: nothing. */
    OnFailure onFailure;
    /** True when ECS has been, or may have been, asked to stop this deployment or to bring the service back. */
    boolean retreating;
    /** True when ECS has said that it stops this deployment. */
    boolean stopAccepted;
    /** ECS's {@code ecs-svc/…} id of the deployment that brings the service back, where that is one of its own. */
    String retreatDeploymentId;
    /** Why the service could not be brought back. */
    String retreatFailure;
    /** What was done with the deployment when the build was aborted; {@code null}: it was not aborted. */
    OnAbort aborted;
    /** True when the step has ended, and ECS goes on. */
    boolean left;
    /** The last word, when it is not a success: what the step fails with. */
    String lastWord;

    /** Whether log lines of failed containers are evidence, too. */
    boolean logs;
    /** How many revisions of the family to keep after a success; 0: all of them. */
    int keepRevisions;
    /** True when the revisions that were too many are gone, or could not be removed. */
    boolean revisionsTidied;
    /** Under which name the evidence of the failure is kept, or {@code null}. */
    String evidenceFile;
    /** When it is this deployment's turn to register. Lost in a restart, which is as good a pause. */
    transient Instant registersAt;
    /** The revision that the service runs, kept while ours waits for its turn. */
    transient Revision live;

    public DeploymentRecord(String service, String cluster, String region, long startedMillis) {
        this.service = service;
        this.cluster = cluster;
        this.region = region;
        this.startedMillis = startedMillis;
    }

    /**
     * Fills in what another version of this program did not write down, or wrote in a way that cannot be read, such as an
     * unknown phase. Whoever goes on then looks for more than was done, and repeats nothing.
     */
    private Object readResolve() {
        images = images == null ? new LinkedHashMap<>() : images;
        startedMillis = startedMillis == 0 ? followedSinceMillis : startedMillis;
        phase = phase == null ? furthestPhase() : phase;
        status = status == null ? statusByPhase() : status;
        boolean named = service != null && cluster != null && region != null;
        if (phase != Phase.ENDED && !(named && isFollowable())) {
            phase = Phase.ENDED;
            status = Status.FAILED;
            lastWord = "What was written down of this deployment is not whole, so it cannot be followed. Look at the"
                    + " service";
        }
        service = service == null ? UNKNOWN : service;
        cluster = cluster == null ? UNKNOWN : cluster;
        region = region == null ? UNKNOWN : region;
        return this;
    }

    /** The phase after which all that is known may have been written down. */
    private Phase furthestPhase() {
        if (lastWord != null || endedMillis > 0) {
            return Phase.ENDED;
        }
        if (deploymentId != null || deploymentArn != null) {
            return Phase.FOLLOWING;
        }
        return taskDefinitionArn == null ? Phase.REGISTERING : Phase.UPDATING;
    }

    private Status statusByPhase() {
        if (endedMillis > 0) {
            return Status.FAILED;
        }
        return phase == Phase.ENDED ? Status.LEFT : Status.IN_PROGRESS;
    }

    private boolean isFollowable() {
        return phase.compareTo(Phase.REGISTERED) < 0 || taskDefinitionArn != null && previousTaskDefinitionArn != null;
    }

    /**
     * What is to be done when the deployment has ended.
     *
     * @param containerLogs read the last lines of failed containers from CloudWatch Logs
     * @param revisionsToKeep deregister older revisions of the family beyond so many; 0: none
     */
    public DeploymentRecord afterwards(boolean containerLogs, int revisionsToKeep) {
        logs = containerLogs;
        keepRevisions = revisionsToKeep;
        return this;
    }

    public String service() {
        return service;
    }

    public String cluster() {
        return cluster;
    }

    public String region() {
        return region;
    }

    /**
     * Tells the service from all others, those of other accounts, too.
     *
     * @param arn of anything in its account
     */
    public String serviceKey(String arn) {
        return Arns.regionAndAccount(arn) + " " + Arns.shortName(cluster) + " " + Arns.shortName(service);
    }

    /** Tells the service from all others that this program deploys to. */
    public String serviceKey() {
        return region + " " + Arns.shortName(cluster) + " " + Arns.shortName(service);
    }

    public long startedMillis() {
        return startedMillis;
    }

    public Phase phase() {
        return phase;
    }

    public Status status() {
        return status;
    }

    /** The revision deployed, or {@code null} before it is registered. */
    public String taskDefinitionArn() {
        return taskDefinitionArn;
    }

    /** ECS's ARN of the deployment, or {@code null} while it is not known. */
    public String deploymentArn() {
        return deploymentArn;
    }

    /** What the step failed with, or {@code null}. */
    public String lastWord() {
        return lastWord;
    }

    /** The name under which the evidence of the failure is kept with the build, or {@code null}. */
    public String evidenceFile() {
        return evidenceFile;
    }

    /** True while ECS works on the deployment and somebody is to wait for it. */
    public boolean isBegun() {
        return phase == Phase.FOLLOWING;
    }

    /** True also when the update of the service may have been made, but its answer was not written down. */
    public boolean mayHaveBegun() {
        return isBegun() || phase == Phase.UPDATING;
    }

    /** True when the step has ended, while ECS goes on with the deployment, or may have begun it. */
    public boolean isLeft() {
        return left && mayHaveBegun();
    }

    /** The step ends before the deployment. Whoever follows it from now on only looks, unless ECS was asked to go back. */
    void leave() {
        left = true;
        if (!retreating) {
            onFailure = OnFailure.LEAVE;
        }
    }

    /**
     * The step ends without a last word of ECS.
     *
     * @param word why
     */
    public void giveUp(String word) {
        lastWord = word;
        if (mayHaveBegun()) {
            leave();
        } else {
            notDeployed();
        }
    }

    /** The build was aborted, and nothing was asked of ECS. What it may have begun goes on. */
    public void leaveByAbort() {
        if (phase != Phase.ENDED) {
            aborted = aborted == null ? OnAbort.LEAVE : aborted;
            giveUp("The build was aborted");
        }
    }

    /** Nobody looks any more at what ECS may have begun. */
    void lose(String word) {
        giveUp(word);
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            status = Status.LEFT;
        }
    }

    /** It ends before the service was updated, unless it has ended. */
    void notDeployed() {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            status = Status.NOT_DEPLOYED;
        }
    }

    /**
     * Whether a deployment of the service is this one, or brings the service back from it.
     *
     * @param arn ECS's ARN of the service deployment, or {@code null} where it is not told
     * @param primaryId the {@code ecs-svc} id of the service's primary deployment
     */
    boolean isWorkedOn(String arn, String primaryId) {
        // A rollback by ECS makes the deployment before ours the primary one again.
        return arn != null && arn.equals(deploymentArn)
                || primaryId.equals(deploymentId)
                || retreating && (primaryId.equals(retreatDeploymentId) || primaryId.equals(previousDeploymentId));
    }

    /** ECS's name of the deployment: its ARN, or its {@code ecs-svc} id where only that is known. */
    public String deploymentInWords() {
        return deploymentArn == null ? deploymentId : deploymentArn;
    }

    /** Where the deployment stands, in a few words. */
    public String inWords() {
        switch (phase) {
            case FOLLOWING:
                return "waiting for service " + service + " in cluster " + cluster
                        + (countsShown == null ? "" : ": " + countsShown);
            case ENDED:
                return service + " ended " + status;
            default:
                return "beginning to deploy " + service;
        }
    }

    /** The deployment and what became of it, in one line. */
    public String summary() {
        String what = taskDefinitionArn == null ? "deployment" : Arns.shortName(taskDefinitionArn);
        return what + " to service " + service + " in cluster " + Arns.shortName(cluster) + ": " + status
                + (aborted == null ? "" : " (" + Outcome.aborted(this) + ")");
    }

    /** The service's deployments in the AWS console. */
    public String url() {
        return ConsoleLink.service(region, cluster, service).toString();
    }

    /** The deployment as a step's result: strings, numbers and maps only. Unknown values are absent. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", status.name());
        map.put("service", service);
        map.put("cluster", cluster);
        map.put("region", region);
        putIfKnown(map, "taskDefinitionArn", taskDefinitionArn);
        putIfKnown(map, "previousTaskDefinitionArn", previousTaskDefinitionArn);
        putIfKnown(map, "deploymentArn", deploymentArn);
        map.put("images", new LinkedHashMap<>(images));
        map.put("url", url());
        if (endedMillis > 0) {
            map.put("durationMillis", endedMillis - startedMillis);
        }
        return map;
    }

    private static void putIfKnown(Map<String, Object> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
