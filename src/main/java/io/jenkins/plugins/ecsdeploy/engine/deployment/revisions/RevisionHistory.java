package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a service ran successfully before. Families are shared between services, so a revision's number says nothing of
 * that. AWS's own list of the service's deployments knows it for a while; after that, what this program has recorded.
 */
public final class RevisionHistory {
    private final EcsApi ecs;
    private final DeploymentHistory aws;
    private final String service;
    private final RecordedRevisions recorded;
    private final Consumer<String> log;
    private final Set<String> passed = new HashSet<>();
    private final List<String> gone = new ArrayList<>();

    /** @param log hears what was passed over, and why */
    public RevisionHistory(
            EcsApi ecs, DeploymentHistory aws, String service, RecordedRevisions recorded, Consumer<String> log) {
        this.ecs = ecs;
        this.aws = aws;
        this.service = service;
        this.recorded = recorded;
        this.log = log;
    }

    /** The newest revision that may still be deployed. */
    public Optional<RanRevision> newest(String liveArn) {
        Optional<RanRevision> byAws;
        try {
            byAws = aws.successful()
                    .filter(ran -> isThere(ran.taskDefinitionArn()))
                    .findFirst();
        } catch (SdkException e) {
            if (!AwsFailure.isUnavailable(e)) {
                throw AwsFailure.isTransient(e)
                        ? e
                        : AwsFailure.explain("The list of deployments of service " + service, e);
            }
            log.accept(
                    "  " + aws.keeper() + "'s list of the service's deployments cannot be used: " + AwsFailure.text(e));
            byAws = Optional.empty();
        }
        return byAws.or(() -> recorded.ran(liveArn).stream()
                .filter(ran -> isThere(ran.taskDefinitionArn()))
                .findFirst());
    }

    /** The newest one but that of the live service. */
    Optional<RanRevision> newestBut(String liveArn) {
        passed.add(liveArn);
        return newest(liveArn);
    }

    /** Those that it ran, but that were deregistered since. */
    List<String> gone() {
        return gone;
    }

    /** False, too, for one that was looked at before. */
    private boolean isThere(String arn) {
        if (!passed.add(arn)) {
            return false;
        }
        if (new Revisions(ecs).find(arn).filter(Revision::active).isPresent()) {
            return true;
        }
        gone.add(arn);
        log.accept("  " + Arns.shortName(arn) + " ran on service " + service
                + " before, but is gone: it was deregistered");
        return false;
    }
}
