package io.jenkins.plugins.ecsdeploy.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.util.VersionInfo;

/** The numbers as a table, and the page around it. */
final class Report {
    private static final List<String> GENERAL = List.of(
            "The tasks of a deployment take 285 to 315 seconds until all is well, and deployments begin within half a"
                    + " minute. All three ways deploy to the same emulator, with the same times, one way after the"
                    + " other.",
            "With 1 and 10 at once, 30 deployments were made, 1 or 10 after the other.",
            "Calls and lag are in the emulator's time, which is moved from one call to the next. A call itself takes no"
                    + " time there; the real time of a call would add to the lag of all.",
            "ECS takes 20 registrations at once and then one a second. This engine keeps to that, so its 100 begin"
                    + " within 80 seconds; the others are let off here. 500 that register would not be on their way at the"
                    + " same time, so they deploy revisions that are registered already, all three ways.",
            "Threads are counted in real time, in a pool of 8 like the plugin's, from the beginning of the deployments"
                    + " on and for 10 seconds of waiting.",
            "Heap is what the deployments' records, drivers and the poller add, after garbage collection.",
            "Rendering is measured in processor time, for other programs may be busy on the machine.",
            "Throttling begins 20 seconds before the earliest deployments could have lasted five minutes, with all"
                    + " calls together limited to 2 a second.",
            "The engine's budget is " + number(EngineWay.CALLS_PER_SECOND) + " calls a second, its default.");

    private record Row(String measure, int count, List<String> values) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> measures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void row(String measure, int count, List<String> values) {
        rows.add(new Row(measure, count, values));
        if (!measures.contains(measure)) {
            measures.add(measure);
        }
    }

    /** What one has to know to read the numbers, a sentence or two each. */
    void explain(String... facts) {
        notes.addAll(List.of(facts));
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
                        "## Deployments",
                        "",
                        "Written by `./dev bench`, which needs only a JDK, Maven and this repository. An empty field"
                                + " was not measured.",
                        "",
                        table(),
                        "Measured on " + LocalDate.now() + " in " + seconds + " s, with "
                                + Runtime.getRuntime().availableProcessors() + " processors ("
                                + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + "), Java "
                                + System.getProperty("java.version") + ", AWS SDK " + VersionInfo.SDK_VERSION
                                + ", a heap of " + Runtime.getRuntime().maxMemory() / 1024 / 1024 + " MB.",
                        "",
                        "What is measured:",
                        "",
                        Stream.concat(GENERAL.stream(), notes.stream())
                                .map(note -> "- " + note)
                                .collect(Collectors.joining("\n")))
                + "\n";
    }
}
