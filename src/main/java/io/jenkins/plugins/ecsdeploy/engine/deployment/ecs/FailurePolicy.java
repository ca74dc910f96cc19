package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Completes ECS's verdict. Where the service has no circuit breaker, ECS starts failing tasks again for ever, and here it
 * is decided that the deployment has failed; where ECS does not go back by itself, that it is brought back.
 */
final class FailurePolicy {
    /** Documented beginning of {@code rolloutStateReason} (developer guide, the circuit breaker's events). */
    private static final String BY_CIRCUIT_BREAKER = "ECS deployment circuit breaker";

    private final DeploymentRecord record;
    private final EcsState state;
    private final Service service;

    FailurePolicy(DeploymentRecord record, EcsState state, Service service) {
        this.record = record;
        this.state = state;
        this.service = service;
    }

    /** The verdict that stands, given that of ECS. */
    Verdict judge(Verdict byEcs) {
        switch (byEcs.state()) {
            case GOING_ON:
                return goingOn(byEcs);
            case GOING_BACK:
                return goingBack(byEcs.reason());
            case FAILED:
                return isToBeBroughtBack() ? new Verdict(State.GOING_BACK, byEcs.reason()) : byEcs;
            default:
                return byEcs;
        }
    }

    /** True when the verdict was ours, so that ECS has to be asked to go back. */
    boolean callsForRollback(Verdict byEcs, Verdict standing) {
        return standing.state() == State.GOING_BACK
                && (byEcs.state() == State.GOING_ON || byEcs.state() == State.FAILED)
                && state.rollbackDeploymentId == null
                && record.rollback().aborted() != OnAbort.STOP
                && !(byEcs.state() == State.GOING_ON && state.stopAccepted);
    }

    private Verdict goingOn(Verdict byEcs) {
        if (record.rollback().isAsked()) {
            return record.rollback().failure() == null
                    ? goingBack(record.failure())
                    : new Verdict(State.FAILED, record.failure());
        }
        Optional<Deployment> failed =
                ServiceVerdict.byId(service, state.deploymentId).filter(d -> FailedTasks.areTooMany(service, d));
        if (failed.isEmpty()) {
            return byEcs;
        }
        return new Verdict(
                record.rollback().policy() == OnFailure.LEAVE ? State.FAILED : State.GOING_BACK,
                FailedTasks.inWords(failed.get()));
    }

    /** The tasks of the revision before may fail just as well, and nobody else would notice. */
    private Verdict goingBack(String reason) {
        Optional<Deployment> failed = ServiceVerdict.primary(service)
                .filter(d -> !d.id().equals(state.deploymentId))
                .filter(d -> FailedTasks.areTooMany(service, d));
        failed.ifPresent(d -> record.rollback()
                .fail("the rollback to " + Arns.shortName(d.taskDefinition()) + " failed, too: "
                        + FailedTasks.inWords(d)));
        return new Verdict(failed.isPresent() ? State.FAILED : State.GOING_BACK, reason);
    }

    private boolean isToBeBroughtBack() {
        return record.rollback().failure() == null
                && state.rollbackDeploymentId == null
                && record.rollback().aborted() != OnAbort.STOP
                && (record.rollback().isAsked() || onlyGivenUp());
    }

    /** A circuit breaker without rollback gave up our deployment, and the caller wants it taken back. */
    private boolean onlyGivenUp() {
        return record.rollback().policy() == OnFailure.ROLLBACK
                && FailedTasks.hasCircuitBreaker(service)
                && !FailedTasks.rollsBackItself(service)
                && ServiceVerdict.primary(service)
                        .filter(d -> d.id().equals(state.deploymentId))
                        .filter(d -> String.valueOf(d.rolloutStateReason()).startsWith(BY_CIRCUIT_BREAKER))
                        .isPresent();
    }
}
