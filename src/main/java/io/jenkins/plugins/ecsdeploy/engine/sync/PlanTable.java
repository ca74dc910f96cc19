package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A plan as a table: service, container, what it runs, what is wanted. */
final class PlanTable {
    private static final List<String> HEAD = List.of("service", "container", "runs", "wanted");
    private static final String SAME = "as it is";
    /** So many names of services that are left as they are stand in the log; the rest is a number. */
    private static final int NAMED = 20;

    private PlanTable() {}

    static List<String> of(SyncPlan plan) {
        List<PlannedService> due = plan.toDeploy();
        List<String> lines = new ArrayList<>();
        int all = plan.services().size();
        if (due.isEmpty()) {
            lines.add(all == 0 ? "There is nothing to do" : "All " + all + " services run what their files say");
        } else {
            lines.add(due.size() + " of " + all + " services do not run what their files say:");
            lines.addAll(table(due));
        }
        if (!due.isEmpty() && due.size() < all) {
            lines.add("Left as they are: " + unchanged(plan));
        }
        return lines;
    }

    private static String unchanged(SyncPlan plan) {
        List<String> names = plan.services().stream()
                .filter(service -> service.why().isEmpty())
                .map(PlannedService::name)
                .toList();
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    private static List<String> table(List<PlannedService> services) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        services.forEach(service -> rows.addAll(rows(service)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, HEAD.size())
                        .mapToObj(column -> padded(row.get(column), widths[column]))
                        .collect(Collectors.joining("  ", "  ", ""))
                        .stripTrailing())
                .toList();
    }

    /** One for each container whose image is another; for a service that has none, why it is there. */
    private static List<List<String>> rows(PlannedService service) {
        List<List<String>> rows = new ArrayList<>();
        service.wanted().forEach((container, image) -> {
            String runs = service.runs().get(container);
            if (!image.equals(runs)) {
                rows.add(List.of(service.name(), Shown.name(container), runs, image));
            }
        });
        if (rows.isEmpty()) {
            rows.add(List.of(
                    service.name(),
                    "",
                    String.join(", ", service.runs().values()),
                    SAME + ": " + service.why().get()));
        }
        return rows;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
