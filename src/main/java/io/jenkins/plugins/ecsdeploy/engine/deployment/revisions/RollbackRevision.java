package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Finds the revision that a service is to go back to, and refuses one that is gone. */
public final class RollbackRevision {
    /** A message lists no more; the newest come first. */
    private static final int LISTED = 20;

    private final EcsApi ecs;
    private final String cluster;
    private final String service;
    private final RecordedRevisions recorded;
    private final Consumer<String> log;
    private final String liveArn;
    /** {@code web:12}, the revision that the service is set to. */
    private final String live;

    public RollbackRevision(
            EcsApi ecs,
            String cluster,
            String service,
            RecordedRevisions recorded,
            Consumer<String> log,
            String liveArn) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.service = service;
        this.recorded = recorded;
        this.log = log;
        this.liveArn = liveArn;
        this.live = Arns.shortName(liveArn);
    }

    /**
     * The ARN of the revision to go back to.
     *
     * @param to the one that is named; absent: the last other one that the service ran successfully
     * @param provenBy ECS's ARN of the deployment that must have succeeded; absent: it need not be proven
     */
    public String arn(Optional<String> to, Optional<String> provenBy) {
        provenBy.ifPresent(this::check);
        return to.map(this::named).orElseGet(this::before);
    }

    /** What a build began and did not wait for may have succeeded since. */
    private void check(String deploymentArn) {
        List<ServiceDeployment> deployments;
        try {
            deployments = ecs.describeServiceDeployments(List.of(deploymentArn));
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("DescribeServiceDeployments " + deploymentArn, e);
        }
        if (deployments.stream().noneMatch(d -> d.status() == ServiceDeploymentStatus.SUCCESSFUL)) {
            throw new EngineException("Service " + service + " is not known to have run that revision: ECS "
                    + (deployments.isEmpty()
                            ? "does not have deployment " + deploymentArn + " any more"
                            : "has deployment " + deploymentArn + " as "
                                    + deployments.get(0).statusAsString())
                    + ". Name another build, or the revision by to");
        }
    }

    private String named(String to) {
        String id = to.chars().allMatch(Character::isDigit) ? family(live) + ":" + to : to;
        String name = Arns.shortName(id);
        RevisionName.check("to", to, family(live));
        Optional<Revision> revision = new Revisions(ecs).find(id);
        if (revision.isEmpty() || !revision.get().active()) {
            throw new EngineException("Revision " + name + " is gone: ECS "
                    + (revision.isEmpty() ? "does not have it" : "has it as INACTIVE, since it was deregistered") + ". "
                    + thereAre(family(name), active(family(name)), Arns::shortName));
        }
        return revision.get().arn();
    }

    private String before() {
        RevisionHistory history = new RevisionHistory(ecs, cluster, service, recorded, log);
        RanRevision ran = history.newestBut(liveArn)
                .orElseThrow(() -> new EngineException("No "
                        + (history.gone().isEmpty() ? "revision" : "active revision") + " but " + live
                        + " is known to have run successfully on service " + service + " in cluster "
                        + cluster
                        + ", neither by ECS's list of its deployments, which goes back 90 days, nor by what builds recorded."
                        + " Name the revision to go back to by to. "
                        + thereAre(family(live), active(family(live)), this::withPlaces)));
        log.accept("Going back to " + Arns.shortName(ran.taskDefinitionArn()) + ", which service " + service
                + " ran successfully, according to " + ran.knownFrom());
        return ran.taskDefinitionArn();
    }

    private String withPlaces(String arn) {
        List<String> places = recorded.places(arn);
        return Arns.shortName(arn) + " ("
                + (places.isEmpty() ? "not known to have run" : "ran on " + String.join(", ", places)) + ")";
    }

    private List<String> active(String family) {
        try {
            return ecs.activeRevisions(family);
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("ListTaskDefinitions of family " + family, e);
        }
    }

    private static String thereAre(String family, List<String> active, UnaryOperator<String> words) {
        if (active.isEmpty()) {
            return "There is no active revision of family " + family;
        }
        return "Active revisions of family " + family + ": "
                + active.stream().limit(LISTED).map(words).collect(Collectors.joining(", "))
                + (active.size() > LISTED ? " and " + (active.size() - LISTED) + " older ones" : "");
    }

    private static String family(String name) {
        int colon = name.lastIndexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
