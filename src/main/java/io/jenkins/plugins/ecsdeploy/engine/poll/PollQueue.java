package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those who wait in one group: chooses who is asked for next. Oldest first; guarded by the group's lock. */
final class PollQueue {
    private final Set<PollEntry> members = new LinkedHashSet<>();

    void add(PollEntry member) {
        members.add(member);
    }

    void remove(PollEntry member) {
        members.remove(member);
    }

    int size() {
        return members.size();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** When the next call is due, if anybody waits for one. */
    Optional<Instant> due() {
        return members.stream()
                .filter(member -> !member.isBusy())
                .map(PollEntry::due)
                .min(Comparator.naturalOrder());
    }

    /** Takes those out of the queue whose questions go into one call now; nobody when nothing is due. */
    List<PollEntry> take(Instant now) {
        members.removeIf(member -> !member.isBusy() && member.isDone());
        Optional<PollEntry> first = first(now).filter(member -> !member.due().isAfter(now));
        if (first.isEmpty()) {
            return List.of();
        }
        Question question = first.get().firstQuestion();
        int company = first.get().company();
        List<PollEntry> taken = members.stream()
                .filter(member -> !member.isBusy() && member.company() == company)
                .filter(member -> member.ripe(question, now).isPresent())
                .sorted(Comparator.comparing(
                        member -> member.ripe(question, now).orElseThrow()))
                .limit(Math.min(company, question.perCall()))
                .toList();
        taken.forEach(member -> member.ask(question));
        return taken;
    }

    private Optional<PollEntry> first(Instant now) {
        // By rank: what all deployments of one tick give rise to is asked in one call after them.
        return members.stream()
                .filter(member -> !member.isBusy())
                .min(Comparator.comparing((PollEntry member) -> !member.isPressing(now))
                        .thenComparing(PollEntry::due)
                        .thenComparing(member -> member.firstQuestion().rank()));
    }
}
