package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import io.jenkins.plugins.ecsdeploy.engine.poll.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
final class Following {
    private static final Duration MISSED = Duration.ofSeconds(5);

    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final InstantSource clock;
    private Optional<ServiceDeployment> deployment = Optional.empty();
    private Instant readySince;
    private Instant serviceSeen;
    private Instant serviceDue;
    private Instant deploymentDue;
    private int failedTasks;
    private boolean ended;

    Following(DeploymentRecord record, DeploymentHost host, InstantSource clock) {
        this.record = record;
        this.host = host;
        this.clock = clock;
        // Whoever goes on after a restart has missed events, and what ECS was to be asked for may not have been asked.
        boolean atOnce = age().compareTo(MISSED) > 0 || record.retreating;
        Duration pause = atOnce ? Duration.ZERO : PollInterval.ofService(true);
        serviceSeen = clock.instant();
        serviceDue = serviceSeen.plus(pause);
        deploymentDue = clock.instant().plus(PollInterval.ofDeploymentBesideService());
    }

    boolean hasEnded() {
        return ended;
    }

    /** What is to be looked at, and when. */
    List<Wish> wishes() {
        Question service = question(Question.Kind.SERVICE, record.service);
        if (record.judgedByService || record.retreatDeploymentId != null) {
            return List.of(oftenService(service));
        }
        if (record.deploymentArn == null) {
            return List.of(new Wish(service, until(serviceDue)), listing());
        }
        Question deployment = question(Question.Kind.DEPLOYMENT, record.deploymentArn);
        return tasksAreToBeCounted()
                ? List.of(oftenService(service), new Wish(deployment, until(deploymentDue)))
                : List.of(new Wish(service, until(serviceDue)), oftenDeployment(deployment));
    }

    /** The same for somebody who only wants to know ECS's name of the deployment. */
    List<Wish> wishesForName() {
        return List.of(listing());
    }

    private Wish listing() {
        return new Wish(question(Question.Kind.LISTING, record.service), PollInterval.unknown());
    }

    void seen(Answer answer) {
        Instant now = clock.instant();
        if (answer.question().kind() == Question.Kind.LISTING) {
            watch().findAmong(answer.listed());
        } else if (answer.service().isPresent()) {
            Service service = answer.service().get();
            record.countsFailedTasks = !FailedTasks.hasCircuitBreaker(service);
            failedTasks = Counts.failed(service, record.deploymentId);
            ready(Counts.areReached(service, currentDeployment()));
            ended = watch().look(service, deployment);
            serviceSeen = now;
            serviceDue = now.plus(untilNextService());
            if (!goesOn(service)) {
                deploymentDue = now;
            }
        } else if (answer.deployment().isPresent()) {
            ServiceDeployment seen = answer.deployment().get();
            if (wantsExplanation(seen)) {
                serviceDue = now;
            } else {
                ProgressLog.counts(Counts.of(seen, failedTasks), record, host::log);
            }
            ready(Counts.areReached(seen));
            deployment = Optional.of(seen);
            deploymentDue = now.plus(PollInterval.ofDeploymentBesideService());
        }
    }

    /** Takes the other way if this one is closed, else passes the failure on. */
    void failed(Question question, RuntimeException e) {
        if (question.kind() == Question.Kind.SERVICE || !AwsFailure.isUnavailable(e)) {
            throw e;
        }
        watch().judgeByService(e);
        serviceDue = clock.instant();
    }

    /** The end and the beginning of the end are told with the events, and so are tasks that are gone. */
    private boolean wantsExplanation(ServiceDeployment seen) {
        Verdict verdict = ServiceDeploymentVerdict.of(seen);
        boolean begins = verdict.isFailure() && record.failure == null;
        boolean ends = verdict.state() != Verdict.State.GOING_ON && verdict.state() != Verdict.State.FAILING;
        return begins
                || ends
                || deployment.filter(before -> Counts.haveFallen(before, seen)).isPresent();
    }

    private Duration untilNextService() {
        if (failedTasks > 0 || (record.failure != null && record.countsFailedTasks)) {
            return PollInterval.ofServiceWithFailures();
        }
        return PollInterval.ofService(false);
    }

    /** While tasks may fail and nobody gives up. Once all of them run, a failed one shows in the other counts, too. */
    private boolean tasksAreToBeCounted() {
        return record.countsFailedTasks && record.failure == null && readySince == null;
    }

    /** False when the service shows that ECS has come to a verdict. */
    private boolean goesOn(Service service) {
        return ServiceVerdict.primary(service)
                .filter(primary -> primary.id().equals(record.deploymentId))
                .filter(Conflict::isInProgress)
                .isPresent();
    }

    private void ready(boolean countsAreReached) {
        if (!countsAreReached) {
            readySince = null;
        } else if (readySince == null) {
            readySince = clock.instant();
        }
    }

    /** The one that is to succeed now: ours, or the one that brings the service back. */
    private String currentDeployment() {
        return record.retreatDeploymentId == null ? record.deploymentId : record.retreatDeploymentId;
    }

    /** How long the look at what is asked often can wait. */
    private Duration interval() {
        return readySince == null
                ? PollInterval.regular(age())
                : PollInterval.nearlyDone(ready(), age().minus(ready()));
    }

    /** The same where nobody shares the calls. */
    private Duration intervalAlone() {
        if (readySince != null) {
            return PollInterval.nearlyDoneAlone(ready(), age().minus(ready()));
        }
        return record.failure == null ? PollInterval.regularAlone(age(), tasksAreToBeCounted()) : interval();
    }

    private Duration ready() {
        return Duration.between(readySince, clock.instant());
    }

    private Wish oftenService(Question service) {
        return new Wish(
                service,
                untilNext(interval(), serviceSeen, serviceDue),
                untilNext(intervalAlone(), serviceSeen, serviceDue));
    }

    private Wish oftenDeployment(Question deployment) {
        Instant now = clock.instant();
        return new Wish(
                deployment, untilNext(interval(), now, deploymentDue), untilNext(intervalAlone(), now, deploymentDue));
    }

    private DeploymentWatch watch() {
        return new DeploymentWatch(host.ecs(), record, host, clock.instant());
    }

    private Question question(Question.Kind kind, String name) {
        return new Question(kind, record.cluster, name);
    }

    private Duration age() {
        return Duration.between(Instant.ofEpochMilli(record.followedSinceMillis), clock.instant());
    }

    private Duration until(Instant due) {
        Duration pause = Duration.between(clock.instant(), due);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private Duration untilNext(Duration pause, Instant seen, Instant due) {
        Instant next = seen.plus(pause);
        return until(next.isBefore(due) ? next : due);
    }
}
