package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsPlace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Asks ECS for all who wait. Those with the same identity, region and endpoint share a budget of calls; of these, those
 * with the same cluster share the calls themselves.
 */
public final class Poller {
    private final Scheduler scheduler;
    private final double callsPerSecond;
    private final double pace;
    private final ConcurrentMap<AwsPlace, PollGroup> groups = new ConcurrentHashMap<>();

    /** At the pace that the requests ask for. */
    public Poller(Scheduler scheduler, double callsPerSecond) {
        this(scheduler, callsPerSecond, 1);
    }

    /**
     * @param callsPerSecond the most calls a second for each identity, region and endpoint
     * @param pace how many times as often as the requests ask for, as far as there are calls for it
     */
    public Poller(Scheduler scheduler, double callsPerSecond, double pace) {
        if (!(callsPerSecond > 0)) {
            throw new IllegalArgumentException("There must be some calls per second: " + callsPerSecond);
        }
        this.scheduler = scheduler;
        if (!(pace > 0)) {
            throw new IllegalArgumentException("The pace must be above zero: " + pace);
        }
        this.callsPerSecond = callsPerSecond;
        this.pace = pace;
    }

    /** Asks all this, and what follows from the answers. Returns at once; throws what {@link PollListener#ecs} throws. */
    public void poll(PollListener listener, List<PollRequest> requests) {
        poll(listener.ecs().place(), listener, requests);
    }

    /** The same for one whose place is known. */
    void poll(AwsPlace place, PollListener listener, List<PollRequest> requests) {
        inGroup(place, group -> group.add(listener, requests));
    }

    /** The same for a question that has no time of its own: asked at once, or very soon together with those of others. */
    public void poll(PollListener listener, Question question) {
        inGroup(listener.ecs().place(), group -> group.add(listener, question));
    }

    /** The time in which each of those who wait there now could have a call of its own. */
    public Duration round(AwsPlace place) {
        PollGroup group = groups.get(place);
        return group == null ? Duration.ZERO : Duration.ofMillis((long) (group.size() * 1000 / callsPerSecond));
    }

    private void inGroup(AwsPlace where, Consumer<PollGroup> joins) {
        // Within compute, so that a group is not forgotten while it is joined.
        groups.compute(where, (place, known) -> {
            PollGroup group = known != null ? known : new PollGroup(place, this, scheduler, callsPerSecond, pace);
            joins.accept(group);
            return group;
        });
    }

    void forget(AwsPlace place) {
        groups.computeIfPresent(place, (key, group) -> group.isEmpty() ? null : group);
    }
}
