package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Gates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentIsNotInReadyStateException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.InvalidDeploymentStatusException;

/**
 * Judges our deployment by what CodeDeploy says of it, and of the one that brings the service back: every rollback is
 * another deployment, which ours names when it has ended.
 */
final class CodeDeployVerdict {
    /** A rollback deployment may be named a little after the end, and may have succeeded by then. */
    private static final Duration NAMED_WITHIN = Duration.ofMinutes(1);
    /** How exactly the end of a READY wait is known here. */
    private static final Duration ABOUT = Duration.ofSeconds(30);

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private final Gates gates;
    private final Traffic traffic;

    CodeDeployVerdict(DeploymentContext deployment, CodeDeployState state, Traffic traffic) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
        this.gates = new Gates(deployment, this::goOn);
        this.traffic = traffic;
    }

    Verdict of(DeploymentInfo info) {
        boolean ours = info.deploymentId().equals(state.deploymentId);
        if (ours && info.status() != DeploymentStatus.READY) {
            gates.none();
        }
        if (info.status() == DeploymentStatus.SUCCEEDED) {
            return ours ? Verdict.succeeded() : new Verdict(State.ROLLED_BACK, record.failure());
        }
        if (info.status() == DeploymentStatus.FAILED || info.status() == DeploymentStatus.STOPPED) {
            return ours ? endedBadly(info) : rollbackFailed(info);
        }
        return ours ? goingOn(info) : new Verdict(State.GOING_BACK, record.failure());
    }

    private Verdict goingOn(DeploymentInfo info) {
        if (record.rollback().isAsked()) {
            // The call may not have been made before a crash, or its answer may be lost.
            return new Verdict(
                    state.stopAccepted ? State.GOING_BACK : State.TO_GO_BACK, String.valueOf(record.failure()));
        }
        if (info.status() == DeploymentStatus.READY) {
            ready(info);
            return gates.at(gate(info));
        }
        return whileActive();
    }

    /** While it goes on as it should. */
    Verdict whileActive() {
        return state.liveMillis > 0 && deployment.request().blueGreen().waitUntil() == WaitUntil.LIVE
                ? Verdict.succeeded()
                : Verdict.goingOn();
    }

    private void ready(DeploymentInfo info) {
        if (state.readyMillis == 0) {
            state.readyMillis = deployment.now().toEpochMilli();
            deployment.remember();
        }
        Duration left = Duration.between(deployment.now(), expires());
        long minutes = left.isNegative() ? 0 : left.toMinutes();
        // First at once, then each time another half of it is gone.
        if (state.isNews("ready " + (minutes == 0 ? 0 : Long.highestOneBit(minutes)))) {
            deployment.log("  The new tasks are ready; deployment " + info.deploymentId()
                    + " waits for somebody to let the traffic move, until "
                    + expires().truncatedTo(SECONDS) + " ("
                    + Durations.inWords(Duration.ofMinutes(minutes))
                    + " left). "
                    + traffic.testAddress()
                            .map(address -> "Try them at " + address + ". ")
                            .orElse("")
                    + "In CodeDeploy's console: Reroute traffic,"
                    + " or aws deploy continue-deployment --deployment-id " + info.deploymentId()
                    + " --deployment-wait-type READY_WAIT");
        }
    }

    private Gate gate(DeploymentInfo info) {
        return new Gate(
                info.deploymentId(),
                "READY",
                Instant.ofEpochMilli(state.readyMillis),
                expires(),
                "CodeDeploy stops the deployment",
                0,
                traffic.testAddress().orElse(null));
    }

    /** @return false when it does not wait any more */
    private boolean goOn(Gate gate) {
        try {
            deployment.ecs().codeDeploy().continueDeployment(gate.id());
            return true;
        } catch (DeploymentIsNotInReadyStateException
                | DeploymentAlreadyCompletedException
                | InvalidDeploymentStatusException e) {
            return false;
        }
    }

    private Instant expires() {
        return Instant.ofEpochMilli(state.readyMillis).plus(Duration.ofMinutes(state.readyWaitMinutes));
    }

    private Verdict endedBadly(DeploymentInfo info) {
        if (state.endedBadlyMillis == 0) {
            state.endedBadlyMillis = deployment.now().toEpochMilli();
            deployment.remember();
        }
        String reason = record.failure() == null ? reason(info) : record.failure();
        String rollback =
                info.rollbackInfo() == null ? null : info.rollbackInfo().rollbackDeploymentId();
        if (rollback != null) {
            state.rollbackDeploymentId = rollback;
            deployment.remember();
            deployment.log("CodeDeploy rolls back " + info.deploymentId() + " with deployment " + rollback);
            return new Verdict(State.GOING_BACK, reason);
        }
        if (!isToBeRolledBack(info)) {
            return new Verdict(State.FAILED, reason);
        }
        if (deployment
                .now()
                .isBefore(Instant.ofEpochMilli(state.endedBadlyMillis).plus(NAMED_WITHIN))) {
            return new Verdict(State.GOING_BACK, reason);
        }
        String message =
                info.rollbackInfo() == null ? null : info.rollbackInfo().rollbackMessage();
        record.rollback()
                .fail("CodeDeploy made no rollback deployment within " + NAMED_WITHIN.toSeconds() + " seconds"
                        + (message == null ? "" : " (" + Verdict.withoutFullStop(message) + ")"));
        return new Verdict(State.FAILED, reason);
    }

    private String reason(DeploymentInfo info) {
        boolean expired = info.status() == DeploymentStatus.STOPPED
                && state.readyMillis > 0
                && state.liveMillis == 0
                && (isTimeOut(info) || !deployment.now().plus(ABOUT).isBefore(expires()));
        return expired
                ? "nobody let the traffic move within " + state.readyWaitMinutes + " minutes, so CodeDeploy stopped "
                        + info.deploymentId() + ". The traffic had stayed on "
                        + Arns.shortName(record.previousTaskDefinitionArn())
                : ErrorWords.of(info);
    }

    private static boolean isTimeOut(DeploymentInfo info) {
        return info.errorInformation() != null
                && "TIMEOUT".equals(info.errorInformation().codeAsString());
    }

    /** Whether CodeDeploy is to make a rollback deployment: we asked it to, or its configuration says so. */
    private boolean isToBeRolledBack(DeploymentInfo info) {
        if (record.rollback().isAsked()) {
            return state.rollsBackItself;
        }
        AutoRollbackConfiguration config = info.autoRollbackConfiguration();
        String code = info.errorInformation() == null
                ? ""
                : String.valueOf(info.errorInformation().codeAsString());
        AutoRollbackEvent event = "ALARM_ACTIVE".equals(code)
                ? AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM
                : info.status() == DeploymentStatus.STOPPED
                        ? AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST
                        : AutoRollbackEvent.DEPLOYMENT_FAILURE;
        return config != null
                && Boolean.TRUE.equals(config.enabled())
                && config.events().contains(event);
    }

    private Verdict rollbackFailed(DeploymentInfo info) {
        record.rollback().fail("the rollback failed, too: " + ErrorWords.of(info));
        return new Verdict(State.FAILED, record.failure());
    }
}
