package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One who waits, with its requests. Its group's lock guards it. */
final class PollEntry {
    /** A request with its time. */
    private record Due(Question question, Instant since, Instant at) {
        /** Worth answering when it costs no call of its own. */
        boolean isRipe(Instant now) {
            return !at.isAfter(now)
                    || Duration.between(since, now).multipliedBy(2).compareTo(Duration.between(since, at)) >= 0;
        }
    }

    private static final Duration PRESSING_FOR = Duration.ofMillis(600);

    final PollListener listener;
    private List<Due> requests = List.of();
    private Due asked;
    /** With how many, itself included, it may be asked for: fewer after a call for many has failed. */
    private int company = Integer.MAX_VALUE;

    PollEntry(PollListener listener) {
        this.listener = listener;
    }

    /** True while it is asked for, or told. */
    boolean isBusy() {
        return asked != null;
    }

    boolean isDone() {
        return requests.isEmpty() || listener.isOver();
    }

    void requests(List<PollRequest> all, Instant now, Function<PollRequest, Instant> due) {
        // One that was asked for before its time is not to wait for that now.
        Instant atOnce = asked == null || asked.at().isAfter(now) ? now : asked.at();
        requests = all.stream()
                .map(request ->
                        new Due(request.question(), now, request.delay().isZero() ? atOnce : due.apply(request)))
                .toList();
        asked = null;
    }

    /** True for one who has waited a moment with a question that followed from an answer. */
    boolean isPressing(Instant now) {
        Due first = first();
        return first.since().isAfter(first.at())
                && !first.since().plus(PRESSING_FOR).isAfter(now);
    }

    Instant due() {
        return first().at();
    }

    Question firstQuestion() {
        return first().question();
    }

    int company() {
        return company;
    }

    void company(int most) {
        company = most;
    }

    /** When its question of that kind is due, if it has one that is worth answering now. */
    Optional<Instant> ripe(Question like, Instant now) {
        return matching(like).filter(due -> due.isRipe(now)).map(Due::at);
    }

    void ask(Question like) {
        asked = matching(like).orElseThrow();
    }

    Question question() {
        return asked.question();
    }

    /** Takes what was asked back into the queue, at its old place. */
    void askAgain() {
        asked = null;
    }

    private Optional<Due> matching(Question like) {
        return requests.stream().filter(due -> due.question().isLike(like)).findFirst();
    }

    private Due first() {
        return requests.stream()
                .min(Comparator.comparing(Due::at)
                        .thenComparing(due -> due.question().rank()))
                .orElseThrow();
    }
}
