package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of each service of a plan. */
public final class SyncReport {
    /** The status of what a plan would deploy to, if it were for more than to be shown. */
    private static final String PLANNED = "PLANNED";

    private final SyncPlan plan;
    private final Map<String, SyncOutcome> outcomes;

    /** @param outcomes by the names of services; those that are not there were not deployed to */
    SyncReport(SyncPlan plan, Map<String, SyncOutcome> outcomes) {
        this.plan = plan;
        this.outcomes = Map.copyOf(outcomes);
    }

    /** Of a plan that nothing was done about. */
    public static List<Map<String, Object>> ofPlan(SyncPlan plan) {
        return new SyncReport(plan, Map.of()).services(PLANNED);
    }

    /**
     * A map for each service, in the order of the files: {@code file}, {@code cluster}, {@code service}, {@code status},
     * {@code runs} and {@code wanted}; where it was deployed to, what {@code ecsDeploy} answers with, too.
     */
    public List<Map<String, Object>> services() {
        return services(Status.NOT_DEPLOYED.name());
    }

    private List<Map<String, Object>> services(String left) {
        List<Map<String, Object>> services = new ArrayList<>();
        for (PlannedService service : plan.services()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("file", service.file());
            map.put("cluster", service.cluster());
            map.put("service", service.service());
            map.put("status", service.why().isPresent() ? left : Status.UNCHANGED.name());
            map.put("runs", new LinkedHashMap<>(service.runs()));
            map.put("wanted", new LinkedHashMap<>(service.wanted()));
            SyncOutcome outcome = outcomes.get(service.name());
            if (outcome != null) {
                map.putAll(outcome.result());
                outcome.failure().ifPresent(why -> map.put("failure", why));
            }
            services.add(map);
        }
        return services;
    }

    /** How the deployments ended, for people: a line for each status. */
    public List<String> lines() {
        Map<String, List<String>> byStatus = new LinkedHashMap<>();
        services()
                .forEach(service -> byStatus.computeIfAbsent((String) service.get("status"), any -> new ArrayList<>())
                        .add(service.get("cluster") + "/" + service.get("service")));
        byStatus.remove(Status.UNCHANGED.name());
        return byStatus.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    /** Why the whole failed; empty: it did not. */
    public Optional<String> failure() {
        List<String> failed = plan.toDeploy().stream()
                .filter(service -> outcomes.containsKey(service.name()))
                .flatMap(service ->
                        outcomes.get(service.name()).failure().stream().map(why -> service.name() + ": " + why))
                .toList();
        int all = plan.toDeploy().size();
        int notBegun = all - outcomes.size();
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of(failed.stream()
                        .collect(Collectors.joining(
                                "\n  ",
                                failed.size() + " of " + all + " deployments failed"
                                        + (notBegun == 0 ? "" : ", and " + notBegun + " were not begun (failFast)")
                                        + ":\n  ",
                                "")));
    }
}
