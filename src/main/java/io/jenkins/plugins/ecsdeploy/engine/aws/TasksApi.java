package io.jenkins.plugins.ecsdeploy.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Tasks that belong to no service, as one identity. All calls block, and throw {@link SdkException}, which {@link
 * AwsFailure} puts into words.
 */
public final class TasksApi {
    /** DescribeTasks, ListTasks: at most 100 tasks a call. */
    private static final int TASKS_A_CALL = 100;

    private final EcsClient reading;
    private final EcsClient changing;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> identify;

    TasksApi(EcsClient reading, EcsClient changing, Consumer<AwsRequestOverrideConfiguration.Builder> identify) {
        this.reading = reading;
        this.changing = changing;
        this.identify = identify;
    }

    /**
     * RunTask with that document as it is. What could not be started is in the answer's {@code failures}, with HTTP status
     * 200.
     *
     * @throws software.amazon.awssdk.services.ecs.model.ConflictException if its token stands for another request; {@code
     *     resourceIds} are the ARNs of the tasks of that one
     */
    public RunTaskResponse run(JsonNode document) {
        byte[] body = ServiceDeploymentsApi.bytes(document);
        return changing.runTask(RunTaskRequest.builder()
                .overrideConfiguration(identified(c -> c.putExecutionAttribute(RawJsonInterceptor.REQUEST_BODY, body)))
                .build());
    }

    /** Asks ECS to stop a task; of one that is stopping already, nothing changes. */
    public void stop(String cluster, String arn, String reason) {
        changing.stopTask(r -> r.cluster(cluster).task(arn).reason(reason).overrideConfiguration(identify));
    }

    /** The ARNs of those that run, or are to run, and were started with that {@code startedBy}. */
    public List<String> started(String cluster, String startedBy) {
        // ListTasks, startedBy: "it must be the only filter that you use".
        return list(r -> r.cluster(cluster).startedBy(startedBy));
    }

    /** The stopped tasks of a family that ECS still remembers (about an hour). */
    public List<Task> stopped(String cluster, String family) {
        List<String> arns = list(r -> r.cluster(cluster).family(family).desiredStatus(DesiredStatus.STOPPED));
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < arns.size(); i += TASKS_A_CALL) {
            List<String> some = arns.subList(i, Math.min(arns.size(), i + TASKS_A_CALL));
            tasks.addAll(
                    reading.describeTasks(r -> r.cluster(cluster).tasks(some).overrideConfiguration(identify))
                            .tasks());
        }
        return tasks;
    }

    private List<String> list(Consumer<ListTasksRequest.Builder> filter) {
        return reading
                .listTasksPaginator(
                        filter.andThen(r -> r.maxResults(TASKS_A_CALL).overrideConfiguration(identify)))
                .taskArns()
                .stream()
                .toList();
    }

    private AwsRequestOverrideConfiguration identified(Consumer<AwsRequestOverrideConfiguration.Builder> more) {
        AwsRequestOverrideConfiguration.Builder builder = AwsRequestOverrideConfiguration.builder();
        identify.andThen(more).accept(builder);
        return builder.build();
    }
}
