package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Controller;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ProgressLog;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RollbackOfActive;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceQuestion;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.StagedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.evidence.FailureEvidence;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RevisionQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** A deployment that ECS carries out itself: begun by UpdateService, and judged by what ECS says of it. */
final class EcsController implements Controller {
    /** ECS may list a new deployment a little late. */
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final EcsState state;
    private final EcsStart start;
    private final StagedDeployment staged;
    private EcsLooks looks;
    /** What the answer is about that is being looked at; {@code null} if it is not the service. */
    private Service seen;
    /** True when our deployment has ended without a rollback, so that there is nothing to stop any more. */
    private boolean isOver;

    EcsController(DeploymentContext deployment) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = record.state(EcsState.class, EcsState::new);
        this.start = new EcsStart(deployment, state);
        this.staged = new StagedDeployment(deployment, state.stages);
    }

    @Override
    public boolean begin(Service live) {
        looks = null;
        return start.run(live);
    }

    @Override
    public List<PollRequest> next() {
        // A service with its events is large, and the next answer may be long in coming.
        seen = null;
        return looks().requests();
    }

    @Override
    public List<PollRequest> nextUntilNamed() {
        return looks().requestsUntilNamed();
    }

    private EcsLooks looks() {
        if (looks == null) {
            looks = new EcsLooks(deployment, state);
        }
        return looks;
    }

    @Override
    public boolean isNamed() {
        return state.deploymentArn != null || state.judgedByService;
    }

    @Override
    public Verdict judge(Question question, Answer answer) {
        seen = null;
        if (answer instanceof ServiceQuestion.Found found) {
            seen = found.service();
            Verdict verdict = judge(seen);
            looks().seen(seen);
            return verdict;
        }
        if (answer instanceof NewestDeploymentsQuestion.Found found) {
            findAmong(found.newest());
        } else if (question instanceof RevisionQuestion) {
            looks().digests().answered(answer);
        } else if (answer instanceof ServiceDeploymentQuestion.Found found) {
            return found.deployment().map(this::judge).orElseGet(Verdict::goingOn);
        }
        return Verdict.goingOn();
    }

    /** How it ends is judged with the service, whose events explain it. */
    private Verdict judge(DescribedDeployment ours) {
        staged.show(ours);
        looks().seen(ours.known());
        if (record.rollback().isAsked() && !state.stopAccepted) {
            // The call may not have been made before a crash, or its answer may be lost.
            looks().lookAtService();
        }
        return staged.judge(ours);
    }

    @Override
    public Verdict lookAtGate() {
        return state.deploymentArn == null
                ? Verdict.goingOn()
                : deployment.ecs().serviceDeployments().describe(List.of(state.deploymentArn)).stream()
                        .findFirst()
                        .map(this::judge)
                        .orElseGet(Verdict::goingOn);
    }

    private Verdict judge(Service service) {
        state.countsFailedTasks = !FailedTasks.hasCircuitBreaker(service);
        showProgress(service);
        Verdict byEcs = byEcs(service);
        isOver = byEcs.state() == State.FAILED;
        FailurePolicy policy = new FailurePolicy(record, state, service);
        Verdict verdict = policy.judge(byEcs);
        verdict = new RollbackOfActive(deployment)
                .judge(
                        verdict,
                        () -> ServiceVerdict.primary(service)
                                .map(Deployment::taskDefinition)
                                .orElse(record.previousTaskDefinitionArn()),
                        state::startAnew);
        if (verdict.state() == State.ROLLED_BACK) {
            // Where several deployments followed each other, only ECS knows which revision it went back to.
            ServiceVerdict.primary(service)
                    .map(Deployment::taskDefinition)
                    .ifPresent(record::previousTaskDefinitionArn);
        }
        return policy.callsForRollback(byEcs, verdict) ? new Verdict(State.TO_GO_BACK, verdict.reason()) : verdict;
    }

    private void showProgress(Service service) {
        ProgressLog.events(service, deployment);
        if (state.stages.areFollowed() && !state.judgedByService) {
            // The deployment itself tells more of them.
            return;
        }
        ServiceVerdict.byId(service, state.deploymentId)
                .map(Counts::of)
                .filter(counts -> counts.areNews(record))
                .ifPresent(counts -> ProgressLog.counts(counts.inWords(), deployment));
    }

    private Verdict byEcs(Service service) {
        if (state.rollbackDeploymentId != null) {
            return ServiceVerdict.ofRollback(service, record, state);
        }
        if (state.judgedByService) {
            return ServiceVerdict.of(
                    service, state.deploymentId, record.taskDefinitionArn(), record.previousTaskDefinitionArn());
        }
        return looks().deployment()
                .map(ours -> new Replaced(deployment, state)
                        .verdict(ours, service)
                        .orElseGet(() -> ServiceDeploymentVerdict.of(ours)))
                .orElseGet(Verdict::goingOn);
    }

    /** The answer to UpdateService did not name our deployment, so it is looked for among the service's newest. */
    private void findAmong(List<ServiceDeploymentBrief> newest) {
        // ECS creates the service deployment just before the deployment that DescribeServices shows.
        Instant began = record.times().began().orElse(Instant.EPOCH).minus(LISTED_WITHIN);
        newest.stream()
                .filter(d -> !Objects.equals(d.serviceDeploymentArn(), state.previousDeploymentArn))
                .filter(d -> !d.createdAt().isBefore(began))
                .findFirst()
                .ifPresent(d -> {
                    state.deploymentArn = d.serviceDeploymentArn();
                    deployment.remember();
                });
        if (state.deploymentArn == null
                && deployment.now().isAfter(record.times().followedSince().plus(LISTED_WITHIN))) {
            state.judgedByService = true;
            deployment.log("  ECS does not list this deployment: following the service instead");
        }
    }

    @Override
    public void failed(Question question, RuntimeException e) {
        seen = null;
        if (question instanceof RevisionQuestion) {
            // They are asked for again in the end, where it is said what is in the way.
            looks().digests().failed();
            return;
        }
        boolean gateIsWanted = deployment.request().blueGreen().waitUntil() == WaitUntil.GATE;
        if (question instanceof ServiceQuestion || !AwsFailure.isUnavailable(e) || gateIsWanted) {
            throw e;
        }
        state.judgedByService = true;
        deployment.log("  DescribeServiceDeployments cannot be used, following the service instead"
                + (state.stages.areFollowed() ? ", which does not show stages, traffic and gates: " : ": ")
                + AwsFailure.text(e));
        looks().lookAtService();
    }

    /** Of a service that runs the revision already, the deployment that has brought it there tells. */
    @Override
    public Optional<String> serviceRevision() {
        if (state.judgedByService) {
            return Optional.empty();
        }
        Optional<String> arn = Optional.ofNullable(
                state.deploymentId == null && state.deploymentArn == null
                        ? state.previousDeploymentArn
                        : state.deploymentArn);
        try {
            return Optional.ofNullable(looks)
                    .flatMap(EcsLooks::deployment)
                    .or(() ->
                            arn.flatMap(known -> deployment.ecs().serviceDeployments().describe(List.of(known)).stream()
                                    .findFirst()
                                    .map(DescribedDeployment::known)))
                    .map(ServiceDeployment::targetServiceRevision)
                    .map(ServiceRevisionSummary::arn);
        } catch (SdkException e) {
            if (AwsFailure.isUnavailable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Map<String, String> digests() {
        return looks().digests().of(record.taskDefinitionArn());
    }

    @Override
    public void goBack() {
        StopOrRollBack asking = new StopOrRollBack(deployment, state);
        if (isOver) {
            asking.rollBackWhatHasEnded();
        } else {
            asking.rollBack();
        }
    }

    @Override
    public void stop() {
        new StopOrRollBack(deployment, state).stop();
    }

    @Override
    public void explain(String failure) {
        withEvidence((evidence, service) -> evidence.tell(service, failure));
    }

    @Override
    public void completeEvidence() {
        withEvidence(FailureEvidence::close);
    }

    private void withEvidence(BiConsumer<FailureEvidence, Service> work) {
        Optional<String> arn = Optional.ofNullable(state.deploymentArn).filter(known -> !state.judgedByService);
        try {
            if (seen == null) {
                seen = Services.describe(deployment.ecs(), record.cluster(), record.service());
                showProgress(seen);
            }
            work.accept(new FailureEvidence(deployment, state.deploymentId, arn), seen);
        } catch (RuntimeException e) {
            // Whatever it is, it must not hide what was to be explained.
            deployment.log("  Why it takes so long could not be read: " + AwsFailure.text(e));
        }
    }
}
