package io.jenkins.plugins.ecsdeploy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Measures all of it, prints the table, and writes it to the file that the argument names. */
public final class Bench {
    private static final Kind ROLLING = new Rolling(false);
    private static final int[] CONCURRENT = {1, 10, 100, 500};
    /** ECS takes one registration a second; more than these would not be on their way at the same time. */
    private static final int MAY_REGISTER = 100;

    private final Report report = new Report();

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        long begun = System.nanoTime();
        Bench bench = new Bench();
        for (int count : CONCURRENT) {
            System.err.println("Measuring " + count + " at once …");
            bench.compare(ROLLING, count);
            bench.alone(count);
            bench.threads(ROLLING, count, "" + Waiting.threadsOfWaiters(count));
        }
        bench.report.explain(ROLLING.notes());
        bench.heap();
        bench.measure(new CodeDeploy(), 1, 10, 100);
        bench.measure(new BlueGreen(), 1, 10, 100);
        bench.rendering();
        TagRequests.measure(bench.report);
        OneOffTasks.measure(bench.report);
        SyncCalls.measure(bench.report);
        CheckTime.measure(bench.report);
        WholeDay.measure(bench.report);
        bench.write(Path.of(arguments[0]), (System.nanoTime() - begun) / 1_000_000_000);
    }

    /** What is measured of every kind but the first. */
    private void measure(Kind kind, int... counts) throws InterruptedException {
        for (int count : counts) {
            System.err.println("Measuring " + kind.prefix() + count + " at once …");
            compare(kind, count);
            threads(kind, count, "");
        }
        report.explain(kind.notes());
    }

    /** This engine beside the two ways of others. */
    private void compare(Kind kind, int count) {
        List<Wave> waves = new ArrayList<>();
        try (BenchWorld world = world(kind, count)) {
            for (Way way : List.of(new EngineWay(world.time), kind.ownPoller(), kind.waiter())) {
                waves.add(Wave.play(world, way, count));
            }
        }
        compare(kind, "API calls per deployment", count, waves, w -> Report.number(w.callsPerDeployment()));
        compare(kind, "… compared with 10 s each", count, waves, w -> Report.ratio(w, waves.get(1)));
        compare(kind, "lag, mean (s)", count, waves, w -> Report.number(w.lagMean()));
        compare(kind, "lag, p95 (s)", count, waves, w -> Report.number(w.lagAt95()));
    }

    private void compare(Kind kind, String measure, int count, List<Wave> waves, Function<Wave, String> value) {
        report.row(kind.prefix() + measure, count, waves.stream().map(value).toList());
    }

    private void alone(int count) {
        try (BenchWorld world = world(new Rolling(true), count)) {
            Wave wave = Wave.play(world, new EngineWay(world.time), count);
            report.row("API calls, with circuit breakers", count, List.of(Report.number(wave.callsPerDeployment())));
            report.row("lag, mean, with circuit breakers (s)", count, List.of(Report.number(wave.lagMean())));
        }
        try (BenchWorld world = world(ROLLING, count)) {
            Wave wave = Wave.throttled(world, new EngineWay(world.time), count);
            report.row(
                    "throttled to 2 calls/s for a minute: failed, lost",
                    count,
                    List.of(wave.failed() + ", " + wave.lost() + " (" + wave.throttledCalls() + " calls throttled)"));
        }
    }

    private static BenchWorld world(Kind kind, int count) {
        BenchWorld world = new BenchWorld(kind);
        world.registered = count > MAY_REGISTER;
        return world;
    }

    private void threads(Kind kind, int count, String ofWaiters) throws InterruptedException {
        report.row(
                kind.prefix() + "threads while waiting, peak",
                count,
                List.of("" + Waiting.threadsOfEngine(kind, count), "", ofWaiters));
    }

    private void heap() {
        for (int count : new int[] {100, 500}) {
            report.row(
                    "heap per waiting deployment (KB)",
                    count,
                    List.of(Report.number(Waiting.heapOfEngine(count) / 1024.0)));
        }
    }

    private void rendering() {
        RenderTime time = RenderTime.measure();
        report.row("rendering " + time.bytes() + " bytes, p50 (ms)", 1, List.of(Report.number(time.p50())));
        report.row("rendering " + time.bytes() + " bytes, p99 (ms)", 1, List.of(Report.number(time.p99())));
    }

    private void write(Path file, long seconds) throws IOException {
        System.out.println(report.table());
        Section.write(file, "./dev bench", report.page(seconds));
        System.out.println("Written to " + file);
    }
}
