package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.OneOffTask;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.OneOffView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** ListTasks, DescribeTasks. */
final class TaskActions {
    private static final Set<String> DESIRED = Set.of("RUNNING", "PENDING", "STOPPED");

    private record Listed(ServiceState service, TaskState task) {}

    private static final Set<String> OF_SERVICES = Set.of("serviceName", "containerInstance");

    private final World world;

    TaskActions(World world) {
        this.world = world;
    }

    void register(Map<String, Action> actions) {
        actions.put("ListTasks", this::list);
        actions.put("DescribeTasks", this::describe);
    }

    private ObjectNode list(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        String desired = Json.has(request, "desiredStatus") ? Json.text(request, "desiredStatus") : "RUNNING";
        if (!DESIRED.contains(desired)) {
            throw AwsError.invalid("Invalid desiredStatus: " + desired);
        }
        String family = Json.text(request, "family");
        String startedBy = Json.text(request, "startedBy");
        String launchType = Json.text(request, "launchType");
        String serviceName = Json.text(request, "serviceName");
        // ListTasks, startedBy: "it must be the only filter that you use".
        if (startedBy != null && (family != null || serviceName != null)) {
            throw AwsError.invalid("startedBy cannot be combined with family or serviceName.");
        }
        Stream<ServiceState> services = serviceName == null
                ? cluster.services.values().stream().map(world::upToDate)
                : Stream.of(world.service(cluster, serviceName));
        List<Listed> tasks = services.flatMap(service -> service.tasks.stream().map(task -> new Listed(service, task)))
                .filter(l -> l.task().desiredStatus.equals(desired))
                .filter(l -> family == null
                        || family.equals(l.task().deployment.taskDefinition.family()))
                .filter(l -> startedBy == null || startedBy.equals(l.task().deployment.id))
                .filter(l -> launchType == null || launchType.equals(Json.text(l.service().settings, "launchType")))
                // No task of this emulator runs on a container instance that could be named.
                .filter(l -> !Json.has(request, "containerInstance"))
                .toList();
        List<String> arns =
                new ArrayList<>(tasks.stream().map(l -> l.task().arn).toList());
        if (OF_SERVICES.stream().noneMatch(filter -> Json.has(request, filter))) {
            arns.addAll(world.oneOff.listed(cluster.arn, desired, family, startedBy, launchType, world.clock.now()));
        }
        return Paging.page(request, 100, "taskArns", arns, Json::text);
    }

    private ObjectNode describe(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        List<String> names = Json.texts(request, "tasks");
        if (names.isEmpty()) {
            throw AwsError.invalid("Tasks cannot be empty.");
        }
        // DescribeTasks, tasks: "A list of up to 100 task IDs or full ARN entries."
        if (names.size() > 100) {
            throw AwsError.invalid("Tasks cannot have more than 100 elements.");
        }
        cluster.services.values().forEach(world::upToDate);
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        ArrayNode failures = answer.putArray("failures");
        for (String name : names) {
            TaskState task = cluster.tasks.get(id(cluster, name));
            Optional<OneOffTask> oneOff = world.oneOff.find(cluster.arn, name, world.clock.now());
            if (oneOff.isPresent()) {
                tasks.add(OneOffView.of(oneOff.get(), world.clock.now()));
            } else if (task != null) {
                tasks.add(TaskView.of(world, task.deployment.service, task));
            } else {
                String arn = name.startsWith("arn:") ? name : world.arns.task(cluster.name, name);
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            }
        }
        return answer;
    }

    private String id(ClusterState cluster, String name) {
        String prefix = world.arns.task(cluster.name, "");
        if (name.startsWith("arn:") && !name.startsWith(prefix)) {
            return "";
        }
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
