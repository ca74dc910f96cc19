package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ProgressLog;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceQuestion;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.StagePace;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/**
 * What to look at next while a deployment is followed. DescribeServiceDeployments is asked often: it tells how the
 * deployment stands, for twenty in a call. DescribeServices, for ten in a call, has the events; it is asked now and
 * then, and whenever the deployment shows something that the events will explain. Only DescribeServices tells how many
 * tasks have failed: where nobody but us counts them, it is the one that is asked often until all tasks run.
 */
final class EcsLooks {
    private static final Duration MISSED = Duration.ofSeconds(5);

    private final DeploymentContext context;
    private final DeploymentRecord record;
    private final EcsState state;
    private final StagePace stages;
    private final EarlyDigests digests = new EarlyDigests();
    private Optional<ServiceDeployment> deployment = Optional.empty();
    private Instant readySince;
    private Instant serviceSeen;
    /** Until the service is to be looked at for its events; {@code null}: as things stand. */
    private Duration untilService;

    private Instant deploymentDue;
    /** When something was seen that says when to look at the deployment again. */
    private Instant lookedAt;

    private int failedTasks;

    EcsLooks(DeploymentContext context, EcsState state) {
        this.context = context;
        this.record = context.record();
        this.state = state;
        this.stages = new StagePace(context, state.stages);
        // Whoever goes on after a restart has missed events, and what ECS was to be asked for may not have been asked.
        boolean atOnce = age().compareTo(MISSED) > 0 || record.rollback().isAsked();
        untilService = atOnce ? Duration.ZERO : PollInterval.ofService(true);
        serviceSeen = context.now();
        lookedAt = serviceSeen;
        deploymentDue = context.now().plus(PollInterval.ofDeploymentBesideService());
    }

    /** What is to be looked at, and when. */
    List<PollRequest> requests() {
        Question service = new ServiceQuestion(record.cluster(), record.service());
        if (state.judgedByService || state.rollbackDeploymentId != null) {
            return List.of(oftenService(service));
        }
        if (state.deploymentArn == null) {
            return List.of(new PollRequest(service, until(serviceDue())), newest());
        }
        Question ours = new ServiceDeploymentQuestion(record.cluster(), state.deploymentArn);
        List<PollRequest> requests = new ArrayList<>(
                tasksAreToBeCounted()
                        ? List.of(oftenService(service), new PollRequest(ours, until(deploymentDue)))
                        : List.of(new PollRequest(service, until(serviceDue())), oftenDeployment(ours)));
        digests.question().ifPresent(question -> requests.add(new PollRequest(question, until(digests.due()))));
        return requests;
    }

    EarlyDigests digests() {
        return digests;
    }

    /** The same for somebody who only wants to know ECS's name of the deployment. */
    List<PollRequest> requestsUntilNamed() {
        return List.of(newest());
    }

    private PollRequest newest() {
        return new PollRequest(
                new NewestDeploymentsQuestion(record.cluster(), record.service()), PollInterval.unknown());
    }

    /** Our deployment as it was seen last, if it was seen at all. */
    Optional<ServiceDeployment> deployment() {
        return deployment;
    }

    void seen(Service service) {
        failedTasks = Counts.failed(service, state.deploymentId);
        ready(Counts.areReached(service, state.currentDeploymentId()));
        serviceSeen = context.now();
        lookedAt = serviceSeen;
        untilService = null;
        if (!goesOn(service)) {
            deploymentDue = context.now();
        }
    }

    void seen(ServiceDeployment ours) {
        Counts counts = Counts.of(ours, failedTasks);
        boolean serviceTells = wantsExplanation(ours);
        if (serviceTells) {
            lookAtService();
        }
        if ((!serviceTells || state.stages.areFollowed()) && counts.areNews(record)) {
            ProgressLog.counts(state.stages.withTraffic(counts.inWords()), context);
        }
        ready(Counts.areReached(ours));
        if (readySince != null) {
            digests.ready(record, ours, context.now());
        }
        deployment = Optional.of(ours);
        lookedAt = context.now();
        deploymentDue = context.now().plus(PollInterval.ofDeploymentBesideService());
    }

    /** The service is to be looked at now. */
    void lookAtService() {
        untilService = Duration.ZERO;
    }

    /** The end and the beginning of the end are told with the events, and so are tasks that are gone. */
    private boolean wantsExplanation(ServiceDeployment ours) {
        Verdict verdict = ServiceDeploymentVerdict.of(ours);
        boolean begins = verdict.isFailure() && record.failure() == null;
        boolean ends = verdict.state() != State.GOING_ON && !verdict.isGoingBack();
        return begins
                || ends
                || deployment.filter(before -> Counts.haveFallen(before, ours)).isPresent();
    }

    private Instant serviceDue() {
        if (untilService != null) {
            return serviceSeen.plus(untilService);
        }
        boolean failing = failedTasks > 0 || (record.failure() != null && state.countsFailedTasks);
        if (failing) {
            return serviceSeen.plus(PollInterval.ofServiceWithFailures());
        }
        if (state.stages.areFollowed()) {
            return serviceSeen.plus(PollInterval.ofServiceBesideStages(stages.isQuiet()));
        }
        return serviceSeen.plus(PollInterval.ofService(false));
    }

    /** While tasks may fail and nobody gives up. Once all of them run, a failed one shows in the other counts, too. */
    private boolean tasksAreToBeCounted() {
        return state.countsFailedTasks && record.failure() == null && readySince == null && !state.stages.areFollowed();
    }

    /** False when the service shows that ECS has come to a verdict. */
    private boolean goesOn(Service service) {
        return ServiceVerdict.primary(service)
                .filter(primary -> primary.id().equals(state.deploymentId))
                .filter(Conflict::isInProgress)
                .isPresent();
    }

    private void ready(boolean countsAreReached) {
        if (!countsAreReached) {
            readySince = null;
        } else if (readySince == null) {
            readySince = context.now();
        }
    }

    /** How long the look at what is asked often can wait. */
    private Duration interval() {
        if (areStagesFollowed()) {
            return stages.shared(readySince);
        }
        return readySince == null ? Backoff.byAge(age()) : PollInterval.nearlyDone(ready(), age().minus(ready()));
    }

    /** The same where nobody shares the calls. */
    private Duration intervalAlone() {
        if (areStagesFollowed()) {
            return stages.alone(readySince);
        }
        if (readySince != null) {
            return PollInterval.nearlyDoneAlone(ready(), age().minus(ready()));
        }
        return record.failure() == null ? PollInterval.regularAlone(age(), tasksAreToBeCounted()) : interval();
    }

    private boolean areStagesFollowed() {
        return state.stages.areFollowed() && !state.judgedByService && state.rollbackDeploymentId == null;
    }

    private Duration ready() {
        return Duration.between(readySince, context.now());
    }

    private PollRequest oftenService(Question service) {
        return new PollRequest(
                service,
                untilNext(interval(), serviceSeen, serviceDue()),
                untilNext(intervalAlone(), serviceSeen, serviceDue()));
    }

    private PollRequest oftenDeployment(Question ours) {
        return new PollRequest(
                ours,
                untilNext(interval(), lookedAt, deploymentDue),
                untilNext(intervalAlone(), lookedAt, deploymentDue));
    }

    private Duration age() {
        return Duration.between(record.times().followedSince(), context.now());
    }

    private Duration until(Instant due) {
        Duration pause = Duration.between(context.now(), due);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private Duration untilNext(Duration pause, Instant seen, Instant due) {
        Instant next = seen.plus(pause);
        return until(next.isBefore(due) ? next : due);
    }
}
