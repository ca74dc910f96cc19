package io.jenkins.plugins.ecsdeploy.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyncRunTest implements SyncRun.Deployer {
    private static final SyncOutcome GOOD = new SyncOutcome(Map.of("status", "SUCCESSFUL"), Optional.empty());
    private static final SyncOutcome BAD = new SyncOutcome(Map.of("status", "FAILED"), Optional.of("it crashed"));

    private final EmulatedTime time = new EmulatedTime(EmulatorClock.manual());
    private final Map<String, Consumer<SyncOutcome>> running = new LinkedHashMap<>();
    private final Set<String> begunBefore = new HashSet<>();
    private final List<String> begun = new ArrayList<>();
    private final List<SyncReport> reports = new ArrayList<>();
    private SyncRun run;

    @Test
    void soManyAtATime() {
        start(2, false, "a", "b", "c", "same");
        assertThat(running.keySet()).containsExactly("c1/a", "c1/b");
        assertThat(run.inWords()).isEqualTo("0 of 3 deployments have ended, 2 are on their way");

        end("a", GOOD);
        assertThat(running.keySet()).containsExactly("c1/b", "c1/c");

        end("b", GOOD);
        assertThat(reports).isEmpty();
        end("c", GOOD);
        assertThat(report().failure()).isEmpty();
        assertThat(statuses()).containsExactly("SUCCESSFUL", "SUCCESSFUL", "SUCCESSFUL", "UNCHANGED");
        assertThat(report().lines()).containsExactly("SUCCESSFUL: c1/a, c1/b, c1/c");
    }

    @Test
    void oneThatFailsFailsTheWholeWhenTheOthersHaveEnded() {
        start(1, false, "a", "b", "c");
        end("a", BAD);
        end("b", GOOD);
        end("c", BAD);

        assertThat(report().failure()).contains("2 of 3 deployments failed:\n  c1/a: it crashed\n  c1/c: it crashed");
        assertThat(report().services().get(0)).containsEntry("failure", "it crashed");
        assertThat(statuses()).containsExactly("FAILED", "SUCCESSFUL", "FAILED");
    }

    @Test
    void failFastBeginsNothingMore() {
        start(2, true, "a", "b", "c", "d");
        end("a", BAD);
        assertThat(running.keySet()).as("one that is on its way goes on").containsExactly("c1/b");
        assertThat(reports).isEmpty();

        end("b", GOOD);

        assertThat(begun).containsExactly("c1/a", "c1/b");
        assertThat(statuses()).containsExactly("FAILED", "SUCCESSFUL", "NOT_DEPLOYED", "NOT_DEPLOYED");
        assertThat(report().failure())
                .contains("1 of 4 deployments failed, and 2 were not begun (failFast):\n  c1/a: it crashed");
    }

    @Test
    void afterARestartWhatWasBegunComesFirst() {
        begunBefore.addAll(List.of("c1/b", "c1/d"));
        start(2, false, "a", "b", "c", "d");

        assertThat(running.keySet()).containsExactly("c1/b", "c1/d");
    }

    /** What had failed before the restart keeps the others from being begun, and none that was from being gone on with. */
    @Test
    void afterARestartFailFastStillHolds() {
        begunBefore.addAll(List.of("c1/a", "c1/c"));
        start(1, true, "a", "b", "c");
        end("a", BAD);

        assertThat(running.keySet()).containsExactly("c1/c");
        end("c", GOOD);
        assertThat(statuses()).containsExactly("FAILED", "NOT_DEPLOYED", "SUCCESSFUL");
    }

    @Test
    void oneThatCannotBeBegunIsAFailure() {
        start(1, false, "boom", "b");
        assertThat(running.keySet()).containsExactly("c1/b");
        end("b", GOOD);

        assertThat(report().failure()).contains("1 of 2 deployments failed:\n  c1/boom: no such thing");
    }

    @Test
    void whoStopsHearsNothing() {
        start(1, false, "a", "b");
        run.cancel();
        end("a", GOOD);

        assertThat(reports).isEmpty();
        assertThat(running).isEmpty();
    }

    @Test
    void withNothingToDeployItIsDoneAtOnce() {
        start(3, false, "same");

        assertThat(statuses()).containsExactly("UNCHANGED");
        assertThat(report().lines()).isEmpty();
    }

    private void start(int parallel, boolean failFast, String... services) {
        SyncPlan plan =
                new SyncPlan(Stream.of(services).map(SyncRunTest::planned).toList());
        run = new SyncRun(plan, parallel, failFast, this, time, reports::add);
        run.start();
        time.pass(Duration.ZERO);
    }

    private static PlannedService planned(String service) {
        return new PlannedService(
                new RevisionFile("c1/" + service + "/revision.json", "c1", service, Map.of("web", "r/web:2")),
                Map.of("web", "r/web:1"),
                service.equals("same") ? Optional.empty() : Optional.of("other images"));
    }

    private void end(String service, SyncOutcome outcome) {
        running.remove("c1/" + service).accept(outcome);
        time.pass(Duration.ZERO);
    }

    private SyncReport report() {
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    private List<Object> statuses() {
        return report().services().stream().map(map -> map.get("status")).toList();
    }

    @Override
    public boolean hasBegun(PlannedService service) {
        return begunBefore.contains(service.name());
    }

    @Override
    public void deploy(PlannedService service, Consumer<SyncOutcome> ended) {
        if (service.service().equals("boom")) {
            throw new IllegalStateException("no such thing");
        }
        begun.add(service.name());
        running.put(service.name(), ended);
    }
}
