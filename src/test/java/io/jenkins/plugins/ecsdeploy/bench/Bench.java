package io.jenkins.plugins.ecsdeploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Measures all of it, prints the table, and writes it to the file that the argument names. */
public final class Bench {
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
            bench.waves(count);
            bench.threads(count);
        }
        bench.heap();
        bench.rendering();
        bench.write(Path.of(arguments[0]), (System.nanoTime() - begun) / 1_000_000_000);
    }

    private void waves(int count) {
        List<Wave> waves = new ArrayList<>();
        try (BenchWorld world = world(count)) {
            for (Way way : List.of(new EngineWay(world.time), PollingWay.ownPoller(), PollingWay.waiter())) {
                waves.add(Wave.play(world, way, count));
            }
            report.row(
                    "API calls per deployment", count, Report.all(waves, w -> Report.number(w.callsPerDeployment())));
            report.row("… compared with 10 s each", count, Report.all(waves, w -> Report.ratio(w, waves.get(1))));
            report.row("lag, mean (s)", count, Report.all(waves, w -> Report.number(w.lagMean())));
            report.row("lag, p95 (s)", count, Report.all(waves, w -> Report.number(w.lagAt95())));
        }
        try (BenchWorld world = world(count)) {
            world.circuitBreakers = true;
            Wave wave = Wave.play(world, new EngineWay(world.time), count);
            report.row("API calls, with circuit breakers", count, List.of(Report.number(wave.callsPerDeployment())));
            report.row("lag, mean, with circuit breakers (s)", count, List.of(Report.number(wave.lagMean())));
        }
        try (BenchWorld world = world(count)) {
            Wave wave = Wave.throttled(world, new EngineWay(world.time), count);
            report.row(
                    "throttled to 2 calls/s for a minute: failed, lost",
                    count,
                    List.of(wave.failed() + ", " + wave.lost() + " (" + wave.throttledCalls() + " calls throttled)"));
        }
    }

    private static BenchWorld world(int count) {
        BenchWorld world = new BenchWorld();
        world.registered = count > MAY_REGISTER;
        return world;
    }

    private void threads(int count) throws InterruptedException {
        report.row(
                "threads while waiting, peak",
                count,
                List.of("" + Waiting.threadsOfEngine(count), "", "" + Waiting.threadsOfWaiters(count)));
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
        Files.writeString(file, report.page(seconds));
        System.out.println("Written to " + file);
    }
}
