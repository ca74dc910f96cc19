package io.jenkins.plugins.ecsdeploy.engine.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * The calls to ECS that the engine makes, as one identity. All of them block, and throw {@link SdkException}, which
 * {@link AwsFailure} puts into words.
 */
public final class EcsApi {
    /** DescribeTasks, ListTasks: at most 100 tasks a call. */
    private static final int TASKS_A_CALL = 100;

    private final AwsClients.Trio clients;
    private final AwsAccess access;
    private final EcsClient reading;
    private final EcsClient changing;

    EcsApi(AwsClients.Trio clients, EcsClient reading, AwsAccess access) {
        this.clients = clients;
        this.reading = reading;
        this.changing = clients.changing();
        this.access = access;
    }

    /** The same for a caller who asks again by itself: a call that fails is not repeated. */
    public EcsApi polling() {
        return new EcsApi(clients, clients.polling(), access);
    }

    /** As whom and where this is. */
    public EcsPlace place() {
        AwsCredentialsProvider credentials = access.credentials();
        String identity = credentials instanceof KnownIdentity known
                ? known.identity()
                : credentials.resolveCredentials().accessKeyId();
        return new EcsPlace(identity, access.region(), access.endpoint());
    }

    /** Services that do not exist are in the answer's {@code failures}; a cluster that does not exist throws. */
    public DescribeServicesResponse describeServices(String cluster, List<String> services) {
        return reading.describeServices(
                r -> r.cluster(cluster).services(services).overrideConfiguration(this::identify));
    }

    public List<ServiceDeployment> describeServiceDeployments(List<String> arns) {
        return reading.describeServiceDeployments(
                        r -> r.serviceDeploymentArns(arns).overrideConfiguration(this::identify))
                .serviceDeployments();
    }

    /** The newest service deployments of a service, newest first: one page, which is more than one deployment needs. */
    public List<ServiceDeploymentBrief> listServiceDeployments(String cluster, String service) {
        return reading.listServiceDeployments(
                        r -> r.cluster(cluster).service(service).overrideConfiguration(this::identify))
                .serviceDeployments();
    }

    /** The newest page of a service's stopped tasks that ECS still remembers (about an hour). */
    public List<Task> stoppedTasks(String cluster, String service) {
        List<String> arns = reading.listTasks(r -> r.cluster(cluster)
                        .serviceName(service)
                        .desiredStatus(DesiredStatus.STOPPED)
                        .maxResults(TASKS_A_CALL)
                        .overrideConfiguration(this::identify))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : reading.describeTasks(r -> r.cluster(cluster).tasks(arns).overrideConfiguration(this::identify))
                        .tasks();
    }

    /** The whole answer of DescribeTaskDefinition with tags, as AWS sent it. */
    public JsonNode describeTaskDefinition(String familyRevisionOrArn) {
        AtomicReference<byte[]> body = new AtomicReference<>();
        reading.describeTaskDefinition(r -> r.taskDefinition(familyRevisionOrArn)
                .include(TaskDefinitionField.TAGS)
                .overrideConfiguration(
                        identified(c -> c.putExecutionAttribute(RawJsonInterceptor.RESPONSE_BODY, body))));
        try {
            return Json.MAPPER.readTree(body.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers the document as it is and answers with the revision's ARN. */
    public String registerTaskDefinition(JsonNode document) {
        byte[] body = bytes(document);
        return changing.registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .overrideConfiguration(
                                identified(c -> c.putExecutionAttribute(RawJsonInterceptor.REQUEST_BODY, body)))
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
    }

    public Service updateService(UpdateServiceRequest request) {
        return changing.updateService(request.toBuilder()
                        .overrideConfiguration(identified(c -> {}))
                        .build())
                .service();
    }

    private void identify(AwsRequestOverrideConfiguration.Builder request) {
        request.credentialsProvider(access.credentials());
    }

    private AwsRequestOverrideConfiguration identified(Consumer<AwsRequestOverrideConfiguration.Builder> more) {
        AwsRequestOverrideConfiguration.Builder builder = AwsRequestOverrideConfiguration.builder();
        identify(builder);
        more.accept(builder);
        return builder.build();
    }

    private static byte[] bytes(JsonNode document) {
        try {
            return Json.MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
