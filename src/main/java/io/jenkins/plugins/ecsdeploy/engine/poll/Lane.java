package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everybody who waits as one identity in one region: shares calls, and the budget for them. Holds no thread between
 * calls, and its lock never during one.
 */
final class Lane {
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

    private final EcsPlace place;
    private final Poller poller;
    private final InstantSource clock;
    private final Timer timer;
    private final CallBudget budget;
    private final Queue queue = new Queue();
    private final Beat beat = new Beat();
    private int onTheWay;
    private Instant turn;
    private Instant wentWell;

    Lane(EcsPlace place, Poller poller, InstantSource clock, Timer timer, double callsPerSecond) {
        this.place = place;
        this.poller = poller;
        this.clock = clock;
        this.timer = timer;
        budget = new CallBudget(callsPerSecond, clock.instant());
        wentWell = clock.instant();
    }

    synchronized void add(Watched watched, List<Wish> wishes) {
        Member member = new Member(watched);
        queue.add(member);
        take(member, wishes);
        arrange();
    }

    synchronized void add(Watched watched, Question question) {
        add(watched, List.of(new Wish(question, queue.isEmpty() ? Duration.ZERO : SOON)));
    }

    synchronized boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Sees to it that the next call is made in time. */
    private void arrange() {
        if (onTheWay >= CALLS_ON_THE_WAY || queue.due().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Instant due = queue.due().get();
        Instant free = budget.next(now);
        Instant at = due.isAfter(free) ? due : free;
        if (turn == null || at.isBefore(turn)) {
            turn = at;
            // Timers count in milliseconds; rounded down, the turn would come too early.
            timer.schedule(
                    () -> turn(at), at.isAfter(now) ? Duration.between(now, at).plusNanos(999_999) : Duration.ZERO);
        }
    }

    private void turn(Instant at) {
        List<Member> asked;
        synchronized (this) {
            if (!at.equals(turn)) {
                return;
            }
            turn = null;
            Instant now = clock.instant();
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

    private void ask(List<Member> due) {
        EcsApi ecs;
        try {
            // Of several with the same identity, the one that waits longest lends its credentials.
            ecs = due.get(0).watched.ecs().polling();
        } catch (Throwable e) {
            failed(due, e);
            return;
        }
        if (ecs.place().equals(place)) {
            ask(ecs, due);
        } else {
            // Its credentials are somebody else's by now: good for itself alone, until it moves.
            due.stream().skip(1).forEach(member -> again(member, member.company()));
            ask(ecs, due.subList(0, 1));
        }
    }

    private void ask(EcsApi ecs, List<Member> asked) {
        List<Question> questions = asked.stream().map(Member::question).toList();
        try {
            Map<Question, Answer> answers = asked.size() == 1
                    ? Map.of(questions.get(0), Batch.alone(ecs, questions.get(0)))
                    : Batch.ask(ecs, questions);
            wentWell();
            for (Member member : asked) {
                Answer answer = answers.get(member.question());
                if (answer == null) {
                    again(member, 1);
                } else {
                    member.company(Integer.MAX_VALUE);
                    tell(member, watched -> watched.seen(answer));
                }
            }
        } catch (Throwable e) {
            failed(asked, e);
        }
    }

    /** Whatever it is, those who wait must hear of it. */
    private void failed(List<Member> asked, Throwable thrown) {
        RuntimeException e = thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
        boolean throttled = AwsFailure.isThrottling(e);
        boolean answersNobody = AwsFailure.isTransient(e) && noneWentWell();
        if (throttled) {
            slowDown();
        }
        int part = AwsFailure.isTransient(e) ? asked.size() / 2 : 1;
        for (Member member : asked) {
            if (asked.size() == 1 || throttled || answersNobody) {
                Question question = member.question();
                tell(member, watched -> watched.failed(question, e));
            } else {
                // It may be the fault of one of them, for which the others shall not wait.
                again(member, part);
            }
        }
    }

    private synchronized void wentWell() {
        wentWell = clock.instant();
    }

    private synchronized boolean noneWentWell() {
        return wentWell.plus(OUTAGE).isBefore(clock.instant());
    }

    private synchronized void slowDown() {
        budget.throttled(clock.instant());
    }

    private synchronized void again(Member member, int company) {
        member.company(company);
        member.askAgain();
    }

    /** In a task of its own: one who takes long over what it is told, or fails, is no concern of the others. */
    private void tell(Member member, Function<Watched, List<Wish>> word) {
        timer.schedule(
                () -> {
                    List<Wish> wishes = List.of();
                    try {
                        wishes = member.watched.isOver() ? wishes : word.apply(member.watched);
                    } finally {
                        told(member, wishes);
                    }
                },
                Duration.ZERO);
    }

    private void told(Member member, List<Wish> wishes) {
        Optional<EcsPlace> elsewhere = wishes.isEmpty() ? Optional.empty() : elsewhere(member.watched);
        synchronized (this) {
            take(member, elsewhere.isPresent() ? List.of() : wishes);
            if (member.isDone()) {
                queue.remove(member);
            }
            arrange();
        }
        elsewhere.ifPresent(other -> poller.watch(other, member.watched, wishes));
        forgetIfEmpty();
    }

    /** Where one belongs by now, if not here: its credentials may have changed while it waited. */
    private Optional<EcsPlace> elsewhere(Watched watched) {
        try {
            return Optional.of(watched.ecs().place()).filter(now -> !now.equals(place));
        } catch (Throwable e) {
            // It hears of that when something is to be done with them.
            return Optional.empty();
        }
    }

    private void take(Member member, List<Wish> wishes) {
        Instant now = clock.instant();
        // Who is alone has nobody to meet on a beat.
        member.wishes(
                wishes, now, wish -> queue.size() == 1 ? now.plus(wish.alone()) : beat.within(now, inCompany(wish)));
    }

    /** Few need less than they may call, so what is to be known soon is known sooner, and only that. */
    private Duration inCompany(Wish wish) {
        if (queue.size() < SEVERAL && wish.alone().compareTo(wish.pause()) > 0) {
            return wish.alone();
        }
        Duration half = wish.pause().dividedBy(2);
        return queue.size() > FEW
                        || half.compareTo(SHORTEST) < 0
                        || wish.pause().compareTo(SHORT) > 0
                ? wish.pause()
                : half;
    }

    private void forgetIfEmpty() {
        if (isEmpty()) {
            poller.forget(place);
        }
    }
}
