package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceQuestion;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What to look at next, and when. The deployment shares its calls with many and is looked at often; its target costs a call
 * for each, and the service tells of tasks only while the new ones start.
 */
final class CodeDeployLooks {
    private static final Duration OFTEN = Duration.ofSeconds(2);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final Duration NEAR_THE_END = Duration.ofSeconds(3);
    /** A waiting deployment is at its end within so long, or long after. */
    private static final Duration END_IS_NEAR = Duration.ofSeconds(20);

    private static final Duration FAR_FROM_THE_END = Duration.ofSeconds(60);
    private static final Duration TARGET = Duration.ofSeconds(60);
    private static final Duration TARGET_ALONE = Duration.ofSeconds(15);
    private static final Duration TARGET_WHILE_WAITING = Duration.ofMinutes(5);
    private static final Duration SERVICE = Duration.ofSeconds(30);

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private Instant targetSeen = Instant.EPOCH;
    private Instant serviceSeen = Instant.EPOCH;
    private boolean targetIsHidden;

    CodeDeployLooks(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    List<PollRequest> requests() {
        List<PollRequest> requests = new ArrayList<>();
        requests.add(new PollRequest(new DeploymentQuestion(state.currentId()), often()));
        if (!targetIsHidden) {
            Question target = TargetQuestion.of(state.currentId(), record.cluster(), record.service());
            requests.add(new PollRequest(target, until(targetSeen, target()), until(targetSeen, targetAlone())));
        }
        if (isInstalling()) {
            requests.add(new PollRequest(
                    new ServiceQuestion(record.cluster(), record.service()), until(serviceSeen, SERVICE)));
        }
        return requests;
    }

    boolean isInstalling() {
        return state.liveMillis == 0
                && state.readyMillis == 0
                && state.rollbackDeploymentId == null
                && !record.rollback().isAsked();
    }

    void targetSeen() {
        targetSeen = deployment.now();
    }

    void serviceSeen() {
        serviceSeen = deployment.now();
    }

    /** The identity may not look at targets. */
    void targetIsHidden() {
        targetIsHidden = true;
    }

    /** Something has happened, so the target has something to tell. */
    void lookAtTarget() {
        targetSeen = Instant.EPOCH;
    }

    private Duration often() {
        if (state.liveMillis > 0 && state.rollbackDeploymentId == null) {
            Instant end = Instant.ofEpochMilli(state.liveMillis).plus(Duration.ofMinutes(state.terminationWaitMinutes));
            Duration left = Duration.between(deployment.now(), end).minus(END_IS_NEAR);
            return Backoff.clamp(left, NEAR_THE_END, FAR_FROM_THE_END);
        }
        if (state.endedBadlyMillis > 0) {
            return NEAR_THE_END;
        }
        Duration age = Duration.between(record.times().followedSince(), deployment.now());
        return Backoff.clamp(age, OFTEN, SELDOM);
    }

    private boolean isWaiting() {
        return state.rollbackDeploymentId == null && (state.liveMillis > 0 || state.readyMillis > 0);
    }

    private Duration target() {
        return isWaiting() ? TARGET_WHILE_WAITING : TARGET;
    }

    private Duration targetAlone() {
        return isWaiting() ? TARGET_WHILE_WAITING : TARGET_ALONE;
    }

    private Duration until(Instant seen, Duration interval) {
        Duration left = Duration.between(deployment.now(), seen.plus(interval));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
