package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Deploys to the services of a plan, so many at a time. Holds no thread. Beginning and going on after a restart are the same:
 * what was begun before comes first, whatever has become of it, and then what is left.
 */
public final class SyncRun {
    /** Deploys to one service. */
    public interface Deployer {
        /** Whether that was begun before, perhaps to its end. */
        boolean hasBegun(PlannedService service);

        /**
         * Begins, or goes on. Returns at once.
         *
         * @param ended hears of the end, once
         */
        void deploy(PlannedService service, Consumer<SyncOutcome> ended);
    }

    private final SyncPlan plan;
    private final int parallel;
    private final boolean failFast;
    private final Deployer deployer;
    private final Scheduler scheduler;
    private final Consumer<SyncReport> done;

    private final Deque<PlannedService> begun = new ArrayDeque<>();
    private final Deque<PlannedService> left = new ArrayDeque<>();
    private final Map<String, SyncOutcome> outcomes = new HashMap<>();
    private int running;
    private boolean failed;
    private boolean over;

    /**
     * @param parallel how many at a time, at least 1
     * @param failFast whether nothing more is begun when one has failed
     * @param done hears of the end of all, once; not after {@link #cancel}
     */
    public SyncRun(
            SyncPlan plan,
            int parallel,
            boolean failFast,
            Deployer deployer,
            Scheduler scheduler,
            Consumer<SyncReport> done) {
        this.plan = plan;
        this.parallel = parallel;
        this.failFast = failFast;
        this.deployer = deployer;
        this.scheduler = scheduler;
        this.done = done;
    }

    /** Returns at once. */
    public void start() {
        plan.toDeploy().forEach(service -> (deployer.hasBegun(service) ? begun : left).add(service));
        scheduler.schedule(this::next, Duration.ZERO);
    }

    /** Begins nothing more. What is on its way is the deployer's. */
    public synchronized void cancel() {
        over = true;
    }

    /** How far it is, in a few words. */
    public synchronized String inWords() {
        return outcomes.size() + " of " + plan.toDeploy().size() + " deployments have ended, " + running
                + " are on their way";
    }

    private void next() {
        for (PlannedService service : taken()) {
            try {
                deployer.deploy(service, outcome -> ended(service, outcome));
            } catch (RuntimeException e) {
                ended(service, new SyncOutcome(Map.of(), Optional.of(String.valueOf(e.getMessage()))));
            }
        }
        if (isDone()) {
            done.accept(new SyncReport(plan, outcomes));
        }
    }

    private synchronized List<PlannedService> taken() {
        List<PlannedService> taken = new ArrayList<>();
        while (!over && running < parallel) {
            PlannedService service = begun.isEmpty() && !(failFast && failed) ? left.poll() : begun.poll();
            if (service == null) {
                break;
            }
            running++;
            taken.add(service);
        }
        return taken;
    }

    private void ended(PlannedService service, SyncOutcome outcome) {
        synchronized (this) {
            running--;
            failed |= outcome.failure().isPresent();
            outcomes.put(service.name(), outcome);
        }
        scheduler.schedule(this::next, Duration.ZERO);
    }

    private synchronized boolean isDone() {
        boolean ends = !over && running == 0 && begun.isEmpty() && (left.isEmpty() || failFast && failed);
        over |= ends;
        return ends;
    }
}
