package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller wants run.
 *
 * @param service whose network and capacity the task takes, and whose revision if the definition names none
 * @param definition the task definition to run
 * @param placement what is to be other than as the service is
 * @param overrides what is to be other than in the task definition
 * @param count how many tasks, 1 to {@value #MOST}
 * @param tags of the tasks
 * @param waitForEnd follow the tasks to their ends, instead of ending as soon as ECS has accepted them
 * @param timeout after which the tasks are stopped; absent: they may take as long as they like
 */
public record RunTaskRequest(
        String cluster,
        Optional<String> service,
        RenderRequest definition,
        TaskPlacement placement,
        TaskOverrides overrides,
        int count,
        Map<String, String> tags,
        boolean waitForEnd,
        Optional<Duration> timeout) {
    /** RunTask, {@code count}. */
    public static final int MOST = 10;

    /** RunTask, {@code tags}. */
    private static final int TAGS = 50;

    private static final int KEY = 128;
    private static final int VALUE = 256;

    public RunTaskRequest {
        checkCount(count);
        checkTags(tags);
    }

    /** With the step's defaults. */
    public static RunTaskRequest of(String cluster, Optional<String> service, RenderRequest definition) {
        return new RunTaskRequest(
                cluster,
                service,
                definition,
                TaskPlacement.asTheService(),
                TaskOverrides.none(),
                1,
                Map.of(),
                true,
                Optional.empty());
    }

    public static void checkCount(int count) {
        if (count < 1 || count > MOST) {
            throw new EngineException("count is " + count + ". ECS starts 1 to " + MOST + " tasks at once");
        }
    }

    /** Key and value by ECS' own limits (API reference, RunTask, {@code tags}). */
    public static void checkTags(Map<String, String> tags) {
        if (tags.size() > TAGS) {
            throw new EngineException("taskTags has " + tags.size() + " tags. ECS takes up to " + TAGS);
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > KEY || value.length() > VALUE) {
                throw new EngineException("taskTags." + key + " is too long or empty. A key has 1 to " + KEY
                        + " characters, a value up to " + VALUE);
            }
            if (key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw new EngineException(
                        "taskTags." + key + " begins with aws:, which only AWS itself sets; remove it");
            }
        });
    }
}
