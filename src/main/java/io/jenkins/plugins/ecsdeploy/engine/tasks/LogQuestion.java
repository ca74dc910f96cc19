package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * What comes behind a place in a log stream, by GetLogEvents.
 *
 * @param token the place; {@code null}: the beginning
 */
record LogQuestion(String region, String group, String stream, String token) implements Question {
    /** Of what GetLogEvents gives at most (10,000 lines or 1 MB), so that a flood does not hold up others. */
    private static final int LINES = 1000;

    /**
     * A page, which may be empty although more follows. A stream is not there before its first line was written.
     *
     * @param next the place behind it
     */
    record Page(List<OutputLogEvent> events, String next) implements Answer {}

    /** A log has one reader. */
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        try {
            GetLogEventsResponse page = ecs.logs(region).after(group, stream, token, LINES);
            return Map.of(this, new Page(page.events(), page.nextForwardToken()));
        } catch (ResourceNotFoundException e) {
            return Map.of(this, new Page(List.of(), token));
        }
    }
}
