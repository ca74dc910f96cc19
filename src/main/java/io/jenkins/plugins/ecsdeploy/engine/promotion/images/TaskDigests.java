package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Task;

/** The digests of what runs, told by the tasks of a service themselves: where ECS has no service revision to tell them. */
final class TaskDigests {
    private TaskDigests() {}

    /**
     * Container to digest, of those that all tasks agree about.
     *
     * @param taskDefinitionArn the tasks of this revision alone are looked at
     * @param log hears of containers whose tasks do not
     */
    static Map<String, String> read(
            EcsApi ecs, String cluster, String service, String taskDefinitionArn, Consumer<String> log) {
        return agreed(
                ecs.someRunningTasks(cluster, service).stream()
                        .filter(task -> taskDefinitionArn.equals(task.taskDefinitionArn()))
                        .toList(),
                log);
    }

    static Map<String, String> agreed(List<Task> tasks, Consumer<String> log) {
        Map<String, Set<String>> all = new TreeMap<>();
        tasks.forEach(task -> task.containers().stream()
                .filter(container -> container.imageDigest() != null)
                .forEach(container -> all.computeIfAbsent(container.name(), any -> new TreeSet<>())
                        .add(container.imageDigest())));
        Map<String, String> digests = new HashMap<>();
        all.forEach((container, found) -> {
            if (found.size() == 1) {
                digests.put(container, found.iterator().next());
            } else {
                log.accept("  The tasks run different contents of container " + Shown.name(container) + ": "
                        + String.join(", ", found));
            }
        });
        return digests;
    }
}
