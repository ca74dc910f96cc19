package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Finds the revision that a service is to go back to, and refuses one that is gone. */
final class RollbackTarget {
    /** A message lists no more; the newest come first. */
    private static final int LISTED = 20;

    private final EcsApi ecs;
    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final String liveArn;
    /** {@code web:12}, the revision that the service is set to. */
    private final String live;

    RollbackTarget(EcsApi ecs, DeploymentRecord record, DeploymentHost host, String liveArn) {
        this.ecs = ecs;
        this.record = record;
        this.host = host;
        this.liveArn = liveArn;
        this.live = Arns.shortName(liveArn);
    }

    /** The ARN of the revision that is named, or of the last other one that the service ran successfully. */
    String arn(Goal.Rollback back) {
        back.provenBy().ifPresent(this::check);
        return back.to().map(this::named).orElseGet(this::before);
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
            throw new EngineException("Service " + record.service + " is not known to have run that revision: ECS "
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
        RevisionHistory history = new RevisionHistory(ecs, record, host, host::log);
        RanRevision ran = history.newestBut(liveArn)
                .orElseThrow(() -> new EngineException("No "
                        + (history.gone().isEmpty() ? "revision" : "active revision") + " but " + live
                        + " is known to have run successfully on service " + record.service + " in cluster "
                        + record.cluster
                        + ", neither by ECS's list of its deployments, which goes back 90 days, nor by what builds recorded."
                        + " Name the revision to go back to by to. "
                        + thereAre(family(live), active(family(live)), this::withPlaces)));
        host.log("Going back to " + Arns.shortName(ran.taskDefinitionArn()) + ", which service " + record.service
                + " ran successfully, according to " + ran.knownFrom());
        return ran.taskDefinitionArn();
    }

    private String withPlaces(String arn) {
        List<String> places = host.placesOf(arn);
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

    /** -1 for a name without a number. */
    private static int number(String name) {
        String number = name.substring(name.lastIndexOf(':') + 1);
        return name.contains(":") && number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : -1;
    }
}
