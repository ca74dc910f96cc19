package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * Log streams of one region in CloudWatch Logs, as one identity. All calls block, and throw {@link SdkException}, which
 * {@link AwsFailure} puts into words.
 */
public final class LogsApi {
    private final CloudWatchLogsClient client;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> identify;

    LogsApi(CloudWatchLogsClient client, Consumer<AwsRequestOverrideConfiguration.Builder> identify) {
        this.client = client;
        this.identify = identify;
    }

    /** The newest lines, the oldest of them first. */
    public List<OutputLogEvent> newest(String group, String stream, int count) {
        return client.getLogEvents(r -> r.logGroupName(group)
                        .logStreamName(stream)
                        .limit(count)
                        .startFromHead(false)
                        .overrideConfiguration(identify))
                .events();
    }

    /**
     * The next lines after those that the token stands for. The page may be empty although more follows; the end is reached
     * where the token of the answer is the one that was sent (API page GetLogEvents).
     *
     * @param token {@code null} for the beginning of the stream; holds for 24 hours
     */
    public GetLogEventsResponse after(String group, String stream, String token, int atMost) {
        return client.getLogEvents(r -> r.logGroupName(group)
                .logStreamName(stream)
                .nextToken(token)
                .limit(atMost)
                .startFromHead(true)
                .overrideConfiguration(identify));
    }
}
