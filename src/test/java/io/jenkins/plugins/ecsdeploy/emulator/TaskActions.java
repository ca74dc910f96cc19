package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** ListTasks, DescribeTasks. */
final class TaskActions {
    private static final Set<String> DESIRED = Set.of("RUNNING", "PENDING", "STOPPED");

    private record Listed(ServiceState service, TaskState task) {}

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
        return Paging.page(request, 100, "taskArns", tasks, l -> Json.text(l.task().arn));
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
            if (task != null) {
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
