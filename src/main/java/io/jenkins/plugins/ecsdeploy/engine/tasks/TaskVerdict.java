package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a task that has ended did, in words. The containers that count must all have exited with 0. */
final class TaskVerdict {
    private TaskVerdict() {}

    /** Why it is a failure; empty if it is none. */
    static Optional<String> failure(StartedTask task) {
        if (task.isForgotten()) {
            return Optional.of(
                    "ECS does not remember how it ended: it forgets a stopped task after about an hour. Look at"
                            + " its log");
        }
        List<String> failed = task.containers().stream()
                .filter(container -> container.isCounted() && !succeeded(container))
                .map(TaskVerdict::container)
                .toList();
        if ("TaskFailedToStart".equals(task.stopCode())) {
            return Optional.of(withRemedy("it did not start: " + reason(task), task));
        }
        // Of a container that exits with 0 when it is stopped, nobody knows whether it was done.
        Optional<String> interruption = task.isStopAsked() ? Optional.empty() : StopWords.interruption(task.stopCode());
        if (failed.isEmpty() && interruption.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(failed);
        interruption.ifPresent(words::add);
        return Optional.of(withRemedy(String.join("; ", words), task));
    }

    /** How it ended, in one line for the log. */
    static String inWords(StartedTask task) {
        String containers = task.containers().stream()
                .filter(container -> container.exitCode() != null)
                .map(container -> "container " + Shown.name(container.name()) + " exited with " + container.exitCode())
                .collect(Collectors.joining(", "));
        return containers.isEmpty() ? reason(task) : containers;
    }

    private static boolean succeeded(TaskContainer container) {
        return Integer.valueOf(0).equals(container.exitCode());
    }

    private static String container(TaskContainer container) {
        String name = "container " + Shown.name(container.name());
        String because = container.reason() == null ? "" : " (" + withoutFullStop(container.reason()) + ")";
        if (container.exitCode() == null) {
            return name + " ended without an exit code" + because;
        }
        return name + " exited with " + container.exitCode()
                + (because.isEmpty()
                        ? StopWords.exit(container.exitCode())
                                .map(words -> " (" + words + ")")
                                .orElse("")
                        : because);
    }

    private static String reason(StartedTask task) {
        return task.stoppedReason() == null ? "ECS gives no reason" : withoutFullStop(task.stoppedReason());
    }

    private static String withRemedy(String words, StartedTask task) {
        List<TaskContainer> counted =
                task.containers().stream().filter(TaskContainer::isCounted).toList();
        Optional<String> remedy = counted.stream()
                .flatMap(container -> StopWords.remedy(container.reason()).stream())
                .findFirst()
                .or(() -> StopWords.remedy(task.stoppedReason()))
                .or(() -> ofSidecars(counted));
        return words + remedy.map(text -> ". " + text).orElse("");
    }

    /** When one essential container has ended, ECS stops the others. */
    private static Optional<String> ofSidecars(List<TaskContainer> counted) {
        boolean oneSucceeded = counted.stream().anyMatch(TaskVerdict::succeeded);
        return oneSucceeded
                ? Optional.of(
                        "Several containers are essential: when one has ended, ECS stops the others, and that is their"
                                + " exit code. Name the one that decides with container")
                : Optional.empty();
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
