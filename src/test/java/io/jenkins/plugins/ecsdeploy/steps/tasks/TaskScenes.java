package io.jenkins.plugins.ecsdeploy.steps.tasks;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import java.util.List;
import java.util.stream.IntStream;

/** What tests of {@code ecsRunTask} set up: a service whose task definition has a log. */
final class TaskScenes {
    private TaskScenes() {}

    /** The service {@code job} in cluster c1 of that emulator, with job:1 and the log group g. */
    static void service(EcsEmulator ecs) {
        ecs.registerTaskDefinition("{\"family\":\"job\",\"containerDefinitions\":[{\"name\":\"job\",\"image\":\"i:1\","
                + "\"memory\":128,\"essential\":true,\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":"
                + "{\"awslogs-group\":\"g\",\"awslogs-region\":\"eu-central-1\",\"awslogs-stream-prefix\":\"p\"}}}]}");
        ecs.service("c1", "job", "job:1", 1);
    }

    static TaskScene logging(TaskScene scene, int lines) {
        return scene.logging(lines(lines).toArray(String[]::new));
    }

    /** {@code line 1} and so on. */
    static List<String> lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).toList();
    }

    /** The lines of the container that stand in the log of a build. */
    static List<String> shown(String log) {
        return log.lines()
                .filter(line -> line.contains("] job | "))
                .map(line -> line.replaceFirst(".*] job \\| ", ""))
                .toList();
    }
}
