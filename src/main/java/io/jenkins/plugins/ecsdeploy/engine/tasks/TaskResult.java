package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ConsoleLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run has come to, in words and as the result of a step. */
public final class TaskResult {
    private TaskResult() {}

    /** The run as a step's result: strings, numbers, lists and maps only. Unknown values are absent. */
    public static Map<String, Object> asMap(TaskRecord record) {
        List<StartedTask> tasks = record.current();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", record.status().name());
        map.put("cluster", record.cluster());
        map.put("region", record.region());
        putIfKnown(map, "service", record.service());
        putIfKnown(map, "taskDefinitionArn", record.taskDefinitionArn());
        if (!tasks.isEmpty()) {
            map.put("taskArn", tasks.get(0).arn());
            map.put("exitCodes", exitCodes(tasks.get(0)));
            map.put(
                    "url",
                    ConsoleLink.task(
                                    record.region(),
                                    record.cluster(),
                                    tasks.get(0).arn())
                            .toString());
        }
        map.put(
                "tasks",
                new ArrayList<>(tasks.stream().map(task -> asMap(record, task)).toList()));
        map.put("startedBy", record.startedBy());
        record.duration().ifPresent(duration -> map.put("durationMillis", duration.toMillis()));
        return map;
    }

    private static Map<String, Object> asMap(TaskRecord record, StartedTask task) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("taskArn", task.arn());
        putIfKnown(map, "lastStatus", task.lastStatus());
        map.put("exitCodes", exitCodes(task));
        putIfKnown(map, "stopCode", task.stopCode());
        putIfKnown(map, "stoppedReason", task.stoppedReason());
        task.started().ifPresent(at -> map.put("startedAt", at.toString()));
        task.stopped().ifPresent(at -> map.put("stoppedAt", at.toString()));
        task.started()
                .ifPresent(from -> task.stopped()
                        .ifPresent(to -> map.put(
                                "durationMillis", Duration.between(from, to).toMillis())));
        map.put("logs", logs(task));
        map.put(
                "url",
                ConsoleLink.task(record.region(), record.cluster(), task.arn()).toString());
        return map;
    }

    private static Map<String, Object> exitCodes(StartedTask task) {
        Map<String, Object> codes = new LinkedHashMap<>();
        task.containers().forEach(container -> putIfKnown(codes, container.name(), container.exitCode()));
        return codes;
    }

    private static List<Object> logs(StartedTask task) {
        List<Object> logs = new ArrayList<>();
        task.containers()
                .forEach(container -> container.log().ifPresent(log -> {
                    Map<String, Object> place = new LinkedHashMap<>();
                    place.put("container", container.name());
                    place.put("region", container.logRegion());
                    place.put("logGroup", container.logGroup());
                    place.put("logStream", log.stream());
                    logs.add(place);
                }));
        return logs;
    }

    private static void putIfKnown(Map<String, Object> map, String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /** What was run and what became of it, in one line. */
    public static String summary(TaskRecord record) {
        String what = record.taskDefinitionArn() == null ? "task" : Arns.shortName(record.taskDefinitionArn());
        String codes = record.current().stream()
                .flatMap(task -> task.containers().stream())
                .filter(container -> container.isCounted() && container.exitCode() != null)
                .map(container -> container.name() + " " + container.exitCode())
                .collect(Collectors.joining(", "));
        return what + " in cluster " + Arns.shortName(record.cluster()) + ": " + record.status()
                + (codes.isEmpty() ? "" : " (exit code of " + codes + ")");
    }

    /** Where it stands, in a few words. */
    public static String inWords(TaskRecord record) {
        if (record.phase() == TaskPhase.ENDED) {
            return "task ended " + record.status();
        }
        List<StartedTask> tasks = record.current();
        if (tasks.isEmpty()) {
            return "starting a task in cluster " + Arns.shortName(record.cluster());
        }
        long ended = tasks.stream().filter(StartedTask::isEnded).count();
        String what = Arns.shortName(record.taskDefinitionArn()) + " in cluster " + Arns.shortName(record.cluster());
        return tasks.size() == 1
                ? what + " is "
                        + (tasks.get(0).lastStatus() == null
                                ? "starting"
                                : tasks.get(0).lastStatus())
                : what + ": " + ended + " of " + tasks.size() + " tasks have stopped";
    }
}
