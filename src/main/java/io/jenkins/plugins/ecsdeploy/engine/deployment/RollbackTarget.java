package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** Finds the revision that a service is to go back to, and refuses one that is gone. */
final class RollbackTarget {
    /** A message lists no more; the newest come first. */
    private static final int LISTED = 20;

    private final EcsApi ecs;
    /** {@code web:12}, the revision that the service is set to. */
    private final String live;

    RollbackTarget(EcsApi ecs, String liveArn) {
        this.ecs = ecs;
        this.live = Arns.shortName(liveArn);
    }

    /** The ARN of the revision that is named, or of the one before the live one. */
    String arn(Optional<String> to) {
        return to.map(this::named).orElseGet(this::before);
    }

    private String named(String to) {
        String id = to.chars().allMatch(Character::isDigit) ? family(live) + ":" + to : to;
        String name = Arns.shortName(id);
        RevisionName.check("to", to, family(live));
        Optional<Revision> revision = new Revisions(ecs).find(id);
        if (revision.isEmpty() || !revision.get().active()) {
            throw new EngineException("Revision " + name + " is gone: ECS "
                    + (revision.isEmpty() ? "does not have it" : "has it as INACTIVE, since it was deregistered") + ". "
                    + thereAre(family(name), active(family(name))));
        }
        return revision.get().arn();
    }

    private String before() {
        List<String> active = active(family(live));
        return active.stream()
                .filter(arn -> number(Arns.shortName(arn)) < number(live))
                .findFirst()
                .orElseThrow(() -> new EngineException("There is no active revision before " + live + " to go back to. "
                        + thereAre(family(live), active)));
    }

    private List<String> active(String family) {
        try {
            return ecs.activeRevisions(family);
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("ListTaskDefinitions of family " + family, e);
        }
    }

    private static String thereAre(String family, List<String> active) {
        if (active.isEmpty()) {
            return "There is no active revision of family " + family;
        }
        return "Active revisions of family " + family + ": "
                + active.stream().limit(LISTED).map(Arns::shortName).collect(Collectors.joining(", "))
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
