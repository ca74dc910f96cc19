package io.jenkins.plugins.ecsdeploy.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import software.amazon.awssdk.core.util.VersionInfo;

/** The numbers as a table, and the page around it. */
final class Report {
    private record Row(String measure, int count, List<String> values) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> measures = new ArrayList<>();

    void row(String measure, int count, List<String> values) {
        rows.add(new Row(measure, count, values));
        if (!measures.contains(measure)) {
            measures.add(measure);
        }
    }

    static List<String> all(List<Wave> waves, Function<Wave, String> value) {
        return waves.stream().map(value).toList();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String ratio(Wave wave, Wave other) {
        return "× " + String.format(Locale.ROOT, "%.3f", wave.callsPerDeployment() / other.callsPerDeployment());
    }

    String table() {
        StringBuilder table = new StringBuilder("| measure | at once | this engine | a poller for each, 10 s |"
                + " SDK's waiter, 15 s |\n| --- | --- | --- | --- | --- |\n");
        rows.stream()
                .sorted(Comparator.comparing(row -> measures.indexOf(row.measure())))
                .forEach(row -> {
                    table.append("| ").append(row.measure()).append(" | ").append(row.count());
                    for (int i = 0; i < 3; i++) {
                        table.append(" | ")
                                .append(i < row.values().size() ? row.values().get(i) : "");
                    }
                    table.append(" |\n");
                });
        return table.toString();
    }

    String page(long seconds) {
        return String.join(
                        "\n",
                        "# Benchmarks",
                        "",
                        "Written by `./dev bench`, which needs only a JDK, Maven and this repository. An empty field was"
                                + " not measured.",
                        "",
                        table(),
                        "Measured on " + LocalDate.now() + " in " + seconds + " s, with "
                                + Runtime.getRuntime().availableProcessors() + " processors ("
                                + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + "), Java "
                                + System.getProperty("java.version") + ", AWS SDK " + VersionInfo.SDK_VERSION
                                + ", a heap of " + Runtime.getRuntime().maxMemory() / 1024 / 1024 + " MB.",
                        "",
                        "## What is measured",
                        "",
                        "- Rollouts take 285 to 315 seconds, and begin within half a minute. All three ways deploy to the"
                                + " same emulator, with the same times, one way after the other.",
                        "- With 1 and 10 at once, 30 deployments were made, 1 or 10 after the other.",
                        "- The services have no circuit breaker, so the engine counts their failed tasks, for which"
                                + " it asks `DescribeServices` every 15 seconds until all tasks run. Of services with"
                                + " a circuit breaker that is the job of ECS; they have rows of their own.",
                        "- Calls and lag are in the emulator's time, which is moved from one call to the next. A call"
                                + " itself takes no time there; the real time of a call would add to the lag of all.",
                        "- All calls count: describing the service and its revision, registering and updating are 4 of"
                                + " them. ECS takes 20 registrations at once and then one a second. This engine keeps to"
                                + " that, so its 100 begin within 80 seconds; the others are let off here. 500 that"
                                + " register would not be on their way at the same time, so they deploy revisions that"
                                + " are registered already, all three ways.",
                        "- The lag is the time from `finishedAt` of the service deployment to the moment when the one who"
                                + " waits is told.",
                        "- *A poller for each* has the constants of ecspresso: after 3 seconds `ListServiceDeployments`,"
                                + " then `DescribeServices` and `DescribeServiceDeployments` every 10 seconds.",
                        "- *SDK's waiter* has the constants of `ServicesStable`: `DescribeServices` every 15 seconds. The"
                                + " waiter's own condition can hold before ECS has decided; here it waits for ECS's"
                                + " rollout state. Its threads are those of so many real waiters of the SDK.",
                        "- Threads are counted in real time, in a pool of 8 like the plugin's, from the beginning of the"
                                + " deployments on and for 10 seconds of waiting.",
                        "- Heap is what the deployments' records, drivers and the poller add, after garbage collection.",
                        "- Rendering is measured in processor time, for other programs may be busy on the machine.",
                        "- Throttling begins 20 seconds before the earliest deployments could have lasted five minutes,"
                                + " with all calls together limited to 2 a second.",
                        "- The engine's budget is " + number(EngineWay.CALLS_PER_SECOND)
                                + " calls a second, its default.")
                + "\n";
    }
}
