package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Controller;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ProgressLog;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RollbackOfActive;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceQuestion;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.evidence.FailureEvidence;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.ecs.model.Service;

/** A deployment that CodeDeploy carries out: begun by CreateDeployment, and judged by what CodeDeploy says of it. */
final class CodeDeployController implements Controller {
    /** CodeDeploy may list a new deployment a little late. */
    private static final Duration KNOWN_WITHIN = Duration.ofMinutes(1);

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private final CodeDeployStart start;
    private final CodeDeployLooks looks;
    private final TargetProgress progress;
    private final GreenTasks green;
    private final CodeDeployVerdict verdict;
    private DeploymentStatus seen;

    CodeDeployController(DeploymentContext deployment, KnownGroups groups) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = record.state(CodeDeployState.class, CodeDeployState::new);
        this.start = new CodeDeployStart(deployment, state, groups);
        this.looks = new CodeDeployLooks(deployment, state);
        Traffic traffic = new Traffic(deployment, state);
        this.progress = new TargetProgress(deployment, state, traffic);
        this.green = new GreenTasks(deployment, state);
        this.verdict = new CodeDeployVerdict(deployment, state, traffic);
    }

    @Override
    public boolean begin(Service live) {
        return start.run(live);
    }

    @Override
    public List<PollRequest> next() {
        return looks.requests();
    }

    @Override
    public List<PollRequest> nextUntilNamed() {
        return looks.requests();
    }

    @Override
    public boolean isNamed() {
        return true;
    }

    @Override
    public Verdict judge(Question question, Answer answer) {
        if (answer instanceof DeploymentQuestion.Found found) {
            return found.deployment().map(this::judge).orElseGet(this::unknown);
        }
        if (answer instanceof TargetQuestion.Found found) {
            looks.targetSeen();
            found.target().ifPresent(this::show);
            return isOfOurs(question) ? goingOn() : Verdict.goingOn();
        }
        if (answer instanceof ServiceQuestion.Found found) {
            looks.serviceSeen();
            return judge(found.service());
        }
        return Verdict.goingOn();
    }

    private boolean isOfOurs(Question question) {
        return question instanceof TargetQuestion target
                && target.deploymentId().equals(state.deploymentId);
    }

    /** The target may have shown that all traffic has moved, which may be enough. */
    private Verdict goingOn() {
        return seen == null
                        || !GroupConflict.isActive(seen)
                        || record.rollback().isAsked()
                        || record.failure() != null
                ? Verdict.goingOn()
                : verdict.whileActive();
    }

    private Verdict unknown() {
        if (deployment.now().isBefore(record.times().followedSince().plus(KNOWN_WITHIN))) {
            return Verdict.goingOn();
        }
        return new Verdict(State.FAILED, "CodeDeploy does not know deployment " + state.currentId() + " any more");
    }

    private Verdict judge(DeploymentInfo info) {
        note(info);
        if (!GroupConflict.isActive(info.status())) {
            showLast(info.deploymentId());
        } else if (info.status() != seen) {
            looks.lookAtTarget();
        }
        seen = info.status();
        Verdict verdictOnIt = verdict.of(info);
        return new RollbackOfActive(deployment).judge(verdictOnIt, record::previousTaskDefinitionArn, state::startAnew);
    }

    private void note(DeploymentInfo info) {
        if (!info.deploymentId().equals(state.deploymentId)) {
            return;
        }
        if (state.createdMillis == 0) {
            Waits waits = Waits.of(info);
            state.readyWaitMinutes = waits.readyMinutes();
            state.terminationWaitMinutes = waits.terminationMinutes();
            state.createdMillis = info.createTime().toEpochMilli();
            if (!record.rollback().isAsked()) {
                state.rollsBackItself = info.autoRollbackConfiguration() != null
                        && Boolean.TRUE.equals(info.autoRollbackConfiguration().enabled())
                        && info.autoRollbackConfiguration().events().contains(AutoRollbackEvent.DEPLOYMENT_FAILURE);
            }
            deployment.remember();
        }
        if (Boolean.TRUE.equals(info.instanceTerminationWaitTimeStarted())) {
            if (state.liveMillis == 0 && deployment.request().blueGreen().waitUntil() == WaitUntil.LIVE) {
                showLast(info.deploymentId());
            }
            live();
        }
        if (info.status() != DeploymentStatus.READY && GroupConflict.isActive(info.status())) {
            state.readyMillis = 0;
        }
    }

    private void live() {
        if (state.liveMillis > 0) {
            return;
        }
        state.liveMillis = deployment.now().toEpochMilli();
        deployment.remember();
        // It is not known more exactly.
        Instant end = deployment.now().truncatedTo(SECONDS).plus(Duration.ofMinutes(state.terminationWaitMinutes));
        deployment.log("  All production traffic is on the new tasks"
                + (state.terminationWaitMinutes == 0
                        ? ""
                        : "; CodeDeploy keeps the old ones for " + state.terminationWaitMinutes
                                + (state.terminationWaitMinutes == 1 ? " minute" : " minutes") + ", until " + end));
    }

    private void show(ECSTarget target) {
        progress.show(target);
        if (target.deploymentId().equals(state.deploymentId) && TargetProgress.isLive(target)) {
            live();
        }
    }

    /** What happened last is told before the end is. */
    private void showLast(String id) {
        try {
            target(id).ifPresent(progress::show);
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e)) {
                throw e;
            }
        }
    }

    private Optional<ECSTarget> target(String id) {
        TargetQuestion question = TargetQuestion.of(id, record.cluster(), record.service());
        return deployment.ecs().codeDeploy().target(id, question.targetId());
    }

    private Verdict judge(Service service) {
        ProgressLog.events(service, deployment);
        if (!looks.isInstalling() || record.failure() != null) {
            return Verdict.goingOn();
        }
        return green.tooMany(service)
                .map(reason -> record.rollback().policy() == OnFailure.LEAVE
                        ? new Verdict(State.FAILED, reason)
                        : new Verdict(State.TO_GO_BACK, reason))
                .orElseGet(Verdict::goingOn);
    }

    @Override
    public Verdict lookAtGate() {
        return deployment.ecs().codeDeploy().deployments(List.of(state.currentId())).stream()
                .findFirst()
                .filter(info -> info.status() == DeploymentStatus.READY)
                .map(this::judge)
                .orElseGet(Verdict::goingOn);
    }

    @Override
    public void failed(Question question, RuntimeException e) {
        if (!(question instanceof TargetQuestion) || !AwsFailure.isUnavailable(e)) {
            throw e;
        }
        looks.targetIsHidden();
        deployment.log("  GetDeploymentTarget cannot be used, so lifecycle events and traffic are not shown: "
                + AwsFailure.text(e));
    }

    @Override
    public void goBack() {
        if (record.rollback().aborted() == OnAbort.STOP) {
            stop();
            return;
        }
        if (state.createdMillis == 0) {
            // Its tasks may have failed before it was looked at: what its group does after a failure is not known yet.
            deployment
                    .ecs()
                    .codeDeploy()
                    .deployments(List.of(state.deploymentId))
                    .forEach(this::note);
        }
        boolean wanted = record.rollback().isWanted()
                || record.rollback().aborted() == OnAbort.ROLLBACK
                || record.rollback().policy() == OnFailure.ROLLBACK;
        // Where nobody said anything, what the group would do after a failure is done.
        new StopDeployment(deployment, state).run(wanted || state.rollsBackItself);
    }

    @Override
    public void stop() {
        new StopDeployment(deployment, state).run(false);
    }

    @Override
    public void explain(String failure) {
        try {
            List<String> facts =
                    target(state.deploymentId).map(TargetProgress::diagnostics).orElse(List.of());
            facts.forEach(line -> deployment.log("  " + line));
            Service service = service();
            // By its id ECS knows whose the stopped tasks were.
            TaskSets.of(service, state.deploymentId).ifPresent(set -> state.greenTaskSetId = set.id());
            evidence().tell(service, failure, facts);
        } catch (RuntimeException e) {
            // Whatever it is, it must not hide what was to be explained.
            deployment.log("  Why it failed could not be read: " + AwsFailure.text(e));
        }
    }

    @Override
    public Set<String> revisionsInUse() {
        return GroupRevisions.inUse(deployment.ecs().codeDeploy(), state.application, state.group);
    }

    @Override
    public void completeEvidence() {
        try {
            evidence().close(service());
        } catch (RuntimeException e) {
            deployment.log("  The evidence could not be completed: " + AwsFailure.text(e));
        }
    }

    private Service service() {
        return Services.describe(deployment.ecs(), record.cluster(), record.service());
    }

    private FailureEvidence evidence() {
        return new FailureEvidence(deployment, state.greenTaskSetId, Optional.empty());
    }
}
