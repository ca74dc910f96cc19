package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsPlace;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everybody who waits as one identity in one region: shares calls, and the budget for them. Holds no thread between
 * calls, and its lock never during one.
 */
final class PollGroup {
    /** Calls that hang must leave threads for others. */
    private static final int CALLS_ON_THE_WAY = 2;
    /** When no call has gone well for so long, it is AWS that is out of order, not one of those who were asked for. */
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    /** Within this time somebody else may have the same kind of question. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** Fewer hardly share their calls. */
    private static final int SEVERAL = 4;
    /** So many fit into one call. */
    private static final int FEW = 10;

    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(1_900);

    private final AwsPlace place;
    private final Poller poller;
    private final Scheduler scheduler;
    private final CallBudget budget;
    private final double pace;
    private final PollQueue queue = new PollQueue();
    private final PollTicks ticks = new PollTicks();
    private int onTheWay;
    private Instant turn;
    private Instant wentWell;

    PollGroup(AwsPlace place, Poller poller, Scheduler scheduler, double callsPerSecond, double pace) {
        this.place = place;
        this.poller = poller;
        this.scheduler = scheduler;
        this.pace = pace;
        budget = new CallBudget(callsPerSecond, scheduler.now());
        wentWell = scheduler.now();
    }

    synchronized void add(PollListener listener, List<PollRequest> requests) {
        PollEntry entry = new PollEntry(listener);
        queue.add(entry);
        take(entry, requests);
        arrange();
    }

    synchronized void add(PollListener listener, Question question) {
        add(listener, List.of(new PollRequest(question, queue.isEmpty() ? Duration.ZERO : SOON)));
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty();
    }

    synchronized int size() {
        return queue.size();
    }

    /** Sees to it that the next call is made in time. */
    private void arrange() {
        if (onTheWay >= CALLS_ON_THE_WAY || queue.due().isEmpty()) {
            return;
        }
        Instant now = scheduler.now();
        Instant due = queue.due().get();
        Instant free = budget.next(now);
        Instant at = due.isAfter(free) ? due : free;
        if (turn == null || at.isBefore(turn)) {
            turn = at;
            // Timers count in milliseconds; rounded down, the turn would come too early.
            scheduler.schedule(
                    () -> turn(at), at.isAfter(now) ? Duration.between(now, at).plusNanos(999_999) : Duration.ZERO);
        }
    }

    private void turn(Instant at) {
        List<PollEntry> asked;
        synchronized (this) {
            if (!at.equals(turn)) {
                return;
            }
            turn = null;
            Instant now = scheduler.now();
            asked = budget.next(now).isAfter(now) ? List.of() : queue.take(now);
            if (!asked.isEmpty()) {
                budget.take(now);
                onTheWay++;
            }
            arrange();
        }
        if (asked.isEmpty()) {
            forgetIfEmpty();
            return;
        }
        try {
            ask(asked);
        } finally {
            synchronized (this) {
                onTheWay--;
                arrange();
            }
        }
    }

    private void ask(List<PollEntry> due) {
        EcsApi ecs;
        try {
            // Of several with the same identity, the one that waits longest lends its credentials.
            ecs = due.get(0).listener.ecs().polling();
        } catch (Throwable e) {
            failed(due, e);
            return;
        }
        if (ecs.place().equals(place)) {
            ask(ecs, due);
        } else {
            // Its credentials are somebody else's by now: good for itself alone, until it moves.
            due.stream().skip(1).forEach(entry -> again(entry, entry.company()));
            ask(ecs, due.subList(0, 1));
        }
    }

    private void ask(EcsApi ecs, List<PollEntry> asked) {
        List<Question> questions = asked.stream().map(PollEntry::question).toList();
        try {
            Map<Question, Answer> answers = questions.get(0).ask(ecs, questions);
            wentWell();
            for (PollEntry entry : asked) {
                Question question = entry.question();
                Answer answer = answers.get(question);
                if (answer == null) {
                    again(entry, 1);
                } else {
                    entry.company(Integer.MAX_VALUE);
                    tell(entry, listener -> listener.answered(question, answer));
                }
            }
        } catch (Throwable e) {
            failed(asked, e);
        }
    }

    /** Whatever it is, those who wait must hear of it. */
    private void failed(List<PollEntry> asked, Throwable thrown) {
        RuntimeException e = thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
        boolean throttled = AwsFailure.isThrottling(e);
        boolean answersNobody = AwsFailure.isTransient(e) && noneWentWell();
        if (throttled) {
            slowDown();
        }
        int part = AwsFailure.isTransient(e) ? asked.size() / 2 : 1;
        for (PollEntry entry : asked) {
            if (asked.size() == 1 || throttled || answersNobody) {
                Question question = entry.question();
                tell(entry, listener -> listener.failed(question, e));
            } else {
                // It may be the fault of one of them, for which the others shall not wait.
                again(entry, part);
            }
        }
    }

    private synchronized void wentWell() {
        wentWell = scheduler.now();
    }

    private synchronized boolean noneWentWell() {
        return wentWell.plus(OUTAGE).isBefore(scheduler.now());
    }

    private synchronized void slowDown() {
        budget.throttled(scheduler.now());
    }

    private synchronized void again(PollEntry entry, int company) {
        entry.company(company);
        entry.askAgain();
    }

    /** In a task of its own: one who takes long over what it is told, or fails, is no concern of the others. */
    private void tell(PollEntry entry, Function<PollListener, List<PollRequest>> telling) {
        scheduler.schedule(
                () -> {
                    List<PollRequest> left = List.of();
                    try {
                        left = entry.listener.isOver() ? left : telling.apply(entry.listener);
                    } finally {
                        told(entry, left);
                    }
                },
                Duration.ZERO);
    }

    private void told(PollEntry entry, List<PollRequest> left) {
        Optional<AwsPlace> elsewhere = left.isEmpty() ? Optional.empty() : elsewhere(entry.listener);
        synchronized (this) {
            take(entry, elsewhere.isPresent() ? List.of() : left);
            if (entry.isDone()) {
                queue.remove(entry);
            }
            arrange();
        }
        elsewhere.ifPresent(other -> poller.poll(other, entry.listener, left));
        forgetIfEmpty();
    }

    /** Where one belongs by now, if not here: its credentials may have changed while it waited. */
    private Optional<AwsPlace> elsewhere(PollListener listener) {
        try {
            return Optional.of(listener.ecs().place()).filter(now -> !now.equals(place));
        } catch (Throwable e) {
            // It hears of that when something is to be done with them.
            return Optional.empty();
        }
    }

    private void take(PollEntry entry, List<PollRequest> requests) {
        Instant now = scheduler.now();
        // Who is alone has nobody to meet on a tick.
        entry.requests(
                requests,
                now,
                request -> queue.size() == 1 || !request.question().isShared()
                        ? now.plus(atPace(request.delayAlone()))
                        : ticks.within(now, atPace(inCompany(request))));
    }

    /** Few need less than they may call, so what is to be known soon is known sooner, and only that. */
    private Duration inCompany(PollRequest request) {
        if (queue.size() < SEVERAL && request.delayAlone().compareTo(request.delay()) > 0) {
            return request.delayAlone();
        }
        Duration half = request.delay().dividedBy(2);
        return queue.size() > FEW
                        || half.compareTo(SHORTEST) < 0
                        || request.delay().compareTo(SHORT) > 0
                ? request.delay()
                : half;
    }

    private Duration atPace(Duration pause) {
        return Duration.ofNanos((long) (pause.toNanos() / pace));
    }

    private void forgetIfEmpty() {
        if (isEmpty()) {
            poller.forget(place);
        }
    }
}
