package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/** Judges what was seen of a deployment that ECS has begun: shows what is new, and finds out whether it has ended. */
final class DeploymentWatch {
    /** ECS may list a new deployment a little late. */
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);

    private final EcsApi ecs;
    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final Instant now;

    DeploymentWatch(EcsApi ecs, DeploymentRecord record, DeploymentHost host, Instant now) {
        this.ecs = ecs;
        this.record = record;
        this.host = host;
        this.now = now;
    }

    /**
     * Looks at what ECS says.
     *
     * @param deployment our deployment as it was seen last, if it was seen at all
     * @return true when the deployment has succeeded, false while it goes on
     * @throws EngineException when it has ended any other way
     */
    boolean look(Service service, Optional<ServiceDeployment> deployment) {
        ProgressLog.show(service, record, host::log);
        Verdict byEcs = verdict(service, deployment);
        FailurePolicy policy = new FailurePolicy(record, service);
        Verdict verdict = policy.judge(byEcs);
        if (record.rollbackWanted) {
            verdict = new RollbackOfActive(ecs, record, host).judge(verdict, service);
        }
        if (verdict.isFailure() && record.failure == null) {
            record.failure = verdict.reason();
            explain(service);
            if (verdict.state() == Verdict.State.FAILING) {
                host.log("Waiting until ECS has finished with it");
            }
        }
        if (policy.callsForRetreat(byEcs, verdict)) {
            retreat(byEcs);
        }
        switch (verdict.state()) {
            case SUCCEEDED:
                end(Status.SUCCESSFUL);
                host.log(Arns.shortName(record.taskDefinitionArn) + " is live on service " + record.service + " after "
                        + Durations.inWords(Duration.ofMillis(record.endedMillis - record.startedMillis)));
                return true;
            case ROLLED_BACK:
                // Where several deployments followed each other, only ECS knows which revision it went back to.
                ServiceVerdict.primary(service)
                        .ifPresent(primary -> record.previousTaskDefinitionArn = primary.taskDefinition());
                throw fail(Status.ROLLED_BACK, service);
            case FAILED:
                throw fail(Status.FAILED, service);
            default:
                return false;
        }
    }

    private void retreat(Verdict byEcs) {
        Retreat retreat = new Retreat(ecs, record, host);
        if (byEcs.state() == Verdict.State.FAILED) {
            retreat.rollBackWhatHasEnded();
        } else {
            retreat.rollBack();
        }
    }

    private Verdict verdict(Service service, Optional<ServiceDeployment> deployment) {
        if (record.retreatDeploymentId != null) {
            return ServiceVerdict.ofRetreat(service, record);
        }
        if (record.judgedByService) {
            return ServiceVerdict.of(
                    service, record.deploymentId, record.taskDefinitionArn, record.previousTaskDefinitionArn);
        }
        return deployment.map(ServiceDeploymentVerdict::of).orElseGet(Verdict::goingOn);
    }

    /** The answer to UpdateService did not name our deployment, so it is looked for among the service's newest. */
    void findAmong(List<ServiceDeploymentBrief> newest) {
        // ECS creates the service deployment just before the deployment that DescribeServices shows.
        Instant began = Instant.ofEpochMilli(record.beganMillis).minus(LISTED_WITHIN);
        newest.stream()
                .filter(d -> !Objects.equals(d.serviceDeploymentArn(), record.previousDeploymentArn))
                .filter(d -> !d.createdAt().isBefore(began))
                .findFirst()
                .ifPresent(d -> {
                    record.deploymentArn = d.serviceDeploymentArn();
                    host.remember(record);
                });
        if (record.deploymentArn == null
                && now.isAfter(Instant.ofEpochMilli(record.followedSinceMillis).plus(LISTED_WITHIN))) {
            record.judgedByService = true;
            host.log("  ECS does not list this deployment: following the service instead");
        }
    }

    void judgeByService(RuntimeException e) {
        record.judgedByService = true;
        host.log("  DescribeServiceDeployments cannot be used, following the service instead: " + AwsFailure.text(e));
    }

    private void explain(Service service) {
        host.log("The deployment of " + Arns.shortName(record.taskDefinitionArn) + " to service " + record.service
                + " failed: " + record.failure);
        new FailureEvidence(ecs, record, host, now).tell(service, record.failure);
        host.remember(record);
    }

    private EngineException fail(Status status, Service service) {
        record.status = status;
        record.lastWord = Outcome.failure(record);
        new FailureEvidence(ecs, record, host, now).close(service);
        end(status);
        return new EngineException(record.lastWord);
    }

    private void end(Status status) {
        record.status = status;
        record.phase = Phase.ENDED;
        record.endedMillis = now.toEpochMilli();
        host.remember(record);
    }
}
