package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsPlace;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Asks ECS for all who wait. Those with the same identity, region and endpoint share a budget of calls; of these, those
 * with the same cluster share the calls themselves.
 */
public final class Poller {
    private final InstantSource clock;
    private final Timer timer;
    private final double callsPerSecond;
    private final ConcurrentMap<EcsPlace, Lane> lanes = new ConcurrentHashMap<>();

    /** @param callsPerSecond the most calls a second for each identity, region and endpoint */
    public Poller(InstantSource clock, Timer timer, double callsPerSecond) {
        if (!(callsPerSecond > 0)) {
            throw new IllegalArgumentException("There must be some calls per second: " + callsPerSecond);
        }
        this.clock = clock;
        this.timer = timer;
        this.callsPerSecond = callsPerSecond;
    }

    /** Fulfils these wishes, and those that follow from them. Returns at once; throws what {@link Watched#ecs} throws. */
    public void watch(Watched watched, List<Wish> wishes) {
        watch(watched.ecs().place(), watched, wishes);
    }

    /** The same for one whose place is known. */
    void watch(EcsPlace place, Watched watched, List<Wish> wishes) {
        inLane(place, lane -> lane.add(watched, wishes));
    }

    /** The same for a question that has no time of its own: asked at once, or very soon together with those of others. */
    public void watch(Watched watched, Question question) {
        inLane(watched.ecs().place(), lane -> lane.add(watched, question));
    }

    private void inLane(EcsPlace where, Consumer<Lane> joins) {
        // Within compute, so that a lane is not forgotten while it is joined.
        lanes.compute(where, (place, known) -> {
            Lane lane = known != null ? known : new Lane(place, this, clock, timer, callsPerSecond);
            joins.accept(lane);
            return lane;
        });
    }

    void forget(EcsPlace place) {
        lanes.computeIfPresent(place, (key, lane) -> lane.isEmpty() ? null : lane);
    }
}
