package io.jenkins.plugins.ecsdeploy.bench;

import java.time.Duration;
import java.time.Instant;

/** Blue/green deployments by ECS itself, which keeps the old tasks for a while after all traffic has moved. */
final class BlueGreen implements Kind {
    static final Duration BAKE_TIME = Duration.ofMinutes(10);

    /** Who deploys them with a loop of its own looks at the same as for a rolling one. */
    private final Rolling rolling = new Rolling(false);

    @Override
    public String prefix() {
        return "BLUE_GREEN: ";
    }

    @Override
    public void place(BenchWorld world, String service) {
        world.emulator.service(BenchWorld.CLUSTER, service, service + ":1", 2).blueGreen(BAKE_TIME);
    }

    @Override
    public Instant verdict(BenchWorld world, String service) {
        return rolling.verdict(world, service);
    }

    @Override
    public String[] notes() {
        return new String[] {
            "BLUE_GREEN: by ECS itself. When the new tasks run, test traffic and production traffic move, five seconds"
                    + " each, and the old tasks are kept for the bake time of " + BAKE_TIME.toMinutes() + " minutes."
                    + " All three ways wait for the end of that; calls and lag are counted, and the others look, as"
                    + " for rolling deployments. The engine tells stages and traffic, and counts failed tasks, for"
                    + " which it asks `DescribeServices` as well."
        };
    }

    @Override
    public PollingWay ownPoller() {
        return rolling.ownPoller();
    }

    @Override
    public PollingWay waiter() {
        return rolling.waiter();
    }
}
