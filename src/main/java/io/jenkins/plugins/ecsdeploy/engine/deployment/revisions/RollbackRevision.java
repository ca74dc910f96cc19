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

/** Finds the revision that a service is to go back to, and refuses one that is gone. */
public final class RollbackRevision {
    /** A message lists no more; the newest come first. */
    private static final int LISTED = 20;

    private final EcsApi ecs;
    private final DeploymentHistory aws;
    private final String cluster;
    private final String service;
    private final RecordedRevisions recorded;
    private final Consumer<String> log;
    private final String liveArn;
    /** {@code web:12}, the revision that the service is set to. */
    private final String live;

    public RollbackRevision(
            EcsApi ecs,
            DeploymentHistory aws,
            String cluster,
            String service,
            RecordedRevisions recorded,
            Consumer<String> log,
            String liveArn) {
        this.ecs = ecs;
        this.aws = aws;
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
     * @param provenBy AWS's name of the deployment that must have succeeded; absent: it need not be proven
     */
    public String arn(Optional<String> to, Optional<String> provenBy) {
        provenBy.ifPresent(this::check);
        return to.map(this::named).orElseGet(this::before);
    }

    private void check(String deployment) {
        aws.doubt(deployment).ifPresent(doubt -> {
            throw new EngineException("Service " + service + " is not known to have run that revision: " + doubt
                    + ". Name another build, or the revision by to");
        });
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
        RevisionHistory history = new RevisionHistory(ecs, aws, service, recorded, log);
        RanRevision ran = history.newestBut(liveArn)
                .orElseThrow(() -> new EngineException("No "
                        + (history.gone().isEmpty() ? "revision" : "active revision") + " but " + live
                        + " is known to have run successfully on service " + service + " in cluster "
                        + cluster
                        + ", neither by " + aws.inWords() + ", nor by what builds recorded."
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
