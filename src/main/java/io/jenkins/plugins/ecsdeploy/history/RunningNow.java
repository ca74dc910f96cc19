package io.jenkins.plugins.ecsdeploy.history;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import io.jenkins.plugins.ecsdeploy.targets.TargetAccess;
import io.jenkins.plugins.ecsdeploy.targets.UsableTarget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Whether services still run what Jenkins deployed last, for the targets that an administrator has named: looked at now and
 * then in the background, never in a request.
 */
@Extension
public class RunningNow {
    private static final Logger LOGGER = Logger.getLogger(RunningNow.class.getName());
    /** What DescribeServices takes at once (API reference, DescribeServices, "services"). */
    private static final int SERVICES_OF_A_CALL = 10;
    /** A fraction of what the looks at deployments may take. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(500);

    /**
     * What a service was seen to run that Jenkins did not deploy last.
     *
     * @param entryId what Jenkins did deploy last
     * @param taskDefinitionArn null: the service is not there any more
     */
    public record Other(String entryId, String taskDefinitionArn) {}

    /** A call that is to be made. */
    private record Batch(UsableTarget target, String cluster, List<Entry> running) {}

    private final Map<ServiceKey, Other> others = new ConcurrentHashMap<>();
    private final AtomicBoolean begun = new AtomicBoolean();

    public static RunningNow get() {
        return ExtensionList.lookupSingleton(RunningNow.class);
    }

    /** What was seen last; nothing where it is what was deployed, or nobody has looked. */
    public Optional<Other> other(ServiceKey service) {
        return Optional.ofNullable(others.get(service));
    }

    /** To be called when the history is there. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            round();
        }
    }

    private void round() {
        lookAtAll(() -> EcsRuntime.get()
                .scheduler()
                .schedule(this::round, HistoryConfiguration.get().compareEvery()));
    }

    /** Looks at all services, one call after the other, the first of them on this thread; and does the rest when that is done. */
    void lookAtAll(Runnable then) {
        Queue<Batch> batches = new ArrayDeque<>();
        try {
            batches.addAll(batches());
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "What runs now cannot be looked at");
        }
        next(batches, then);
    }

    private void next(Queue<Batch> batches, Runnable then) {
        if (batches.isEmpty()) {
            then.run();
            return;
        }
        Batch batch = batches.remove();
        try {
            look(batch);
        } catch (SdkException | EngineException e) {
            LOGGER.log(Level.FINE, e, () -> "Target " + batch.target.target().getName() + " cannot be looked at");
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Target " + batch.target.target().getName());
        }
        EcsRuntime.get().scheduler().schedule(() -> next(batches, then), BETWEEN_CALLS);
    }

    private List<Batch> batches() {
        Set<String> wanted = HistoryConfiguration.get().compared();
        List<Batch> batches = new ArrayList<>();
        for (GlobalTarget target : EcsTargets.get().getTargets()) {
            if (wanted.contains(target.getName())) {
                UsableTarget usable = new UsableTarget(target, Jenkins.get());
                byCluster(target.getName()).forEach((cluster, entries) -> {
                    for (int from = 0; from < entries.size(); from += SERVICES_OF_A_CALL) {
                        batches.add(new Batch(
                                usable,
                                cluster,
                                entries.subList(from, Math.min(entries.size(), from + SERVICES_OF_A_CALL))));
                    }
                });
            }
        }
        others.keySet()
                .removeIf(key -> batches.stream()
                        .flatMap(batch -> batch.running.stream())
                        .noneMatch(entry -> entry.service().equals(key)));
        return batches;
    }

    /** What was deployed last to the services of a global target, where nothing is on its way now. */
    private static Map<String, List<Entry>> byCluster(String target) {
        Map<String, List<Entry>> entries = new LinkedHashMap<>();
        for (Heads heads : DeploymentHistory.get().journal().heads()) {
            heads.entries().stream()
                    .filter(Entry::isGood)
                    .findFirst()
                    .filter(entry -> target.equals(entry.target().name())
                            && entry.target().folder().isEmpty()
                            && entry.change().to() != null)
                    .ifPresent(entry -> entries.computeIfAbsent(entry.service().cluster(), any -> new ArrayList<>())
                            .add(entry));
        }
        return entries;
    }

    private void look(Batch batch) {
        EcsApi ecs = TargetAccess.ecs(batch.target);
        Map<String, String> seen = new LinkedHashMap<>();
        for (Service service : ecs.describeServices(
                        batch.cluster,
                        batch.running.stream()
                                .map(entry -> entry.service().service())
                                .toList())
                .services()) {
            if (!"INACTIVE".equals(service.status())) {
                seen.put(service.serviceName(), taskDefinition(service));
            }
        }
        for (Entry entry : batch.running) {
            compare(entry, seen);
        }
    }

    private void compare(Entry entry, Map<String, String> seen) {
        ServiceKey key = entry.service();
        boolean there = seen.containsKey(key.service());
        String runs = seen.get(key.service());
        boolean goingOn = DeploymentHistory.get().journal().newest(key).stream().anyMatch(Entry::isOpen);
        if (goingOn || there && (runs == null || runs.equals(entry.change().to()))) {
            others.remove(key);
        } else {
            others.put(key, new Other(entry.id(), runs));
        }
    }

    /** Of a service of CodeDeploy, that of the set of tasks which has the traffic. */
    private static String taskDefinition(Service service) {
        return Stream.concat(
                        service.taskSets().stream()
                                .filter(set -> "PRIMARY".equals(set.status()))
                                .map(TaskSet::taskDefinition),
                        Stream.ofNullable(service.taskDefinition()))
                .findFirst()
                .orElse(null);
    }
}
