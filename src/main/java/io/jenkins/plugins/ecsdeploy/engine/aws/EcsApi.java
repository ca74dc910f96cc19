package io.jenkins.plugins.ecsdeploy.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The calls to ECS that the engine makes, as one identity. All of them block, and throw {@link SdkException}, which
 * {@link AwsFailure} puts into words.
 */
public final class EcsApi {
    /** DescribeTasks, ListTasks: at most 100 tasks a call. */
    private static final int TASKS_A_CALL = 100;

    private static final int STOPPED_PAGES = 10;
    /** DescribeServices, {@code services}. */
    private static final int SERVICES_A_CALL = 10;
    /** ListServices, {@code maxResults}. */
    private static final int LISTED_A_CALL = 100;

    private final Trio<EcsClient> clients;
    private final AwsAccess access;
    private final EcsClient reading;
    private final EcsClient changing;
    private final Paces paces;
    private final Others others;

    /** How fast an account takes changes; shared by all who change something. */
    record Paces(Pacer registrations, Pacer deregistrations) {}

    /**
     * What belongs to ECS and is a service of its own.
     *
     * @param logs CloudWatch Logs of a region
     * @param optional a service whose SDK may be missing, in a region
     */
    record Others(
            Supplier<Trio<CodeDeployClient>> codeDeploy,
            Supplier<ElasticLoadBalancingV2Client> loadBalancing,
            Function<String, CloudWatchLogsClient> logs,
            BiFunction<OptionalService<?>, String, SdkAutoCloseable> optional) {}

    EcsApi(Trio<EcsClient> clients, EcsClient reading, AwsAccess access, Paces paces, Others others) {
        this.clients = clients;
        this.paces = paces;
        this.others = others;
        this.reading = reading;
        this.changing = clients.changing();
        this.access = access;
    }

    /** The same for a caller who asks again by itself: a call that fails is not repeated. */
    public EcsApi polling() {
        return new EcsApi(clients, clients.polling(), access, paces, others);
    }

    /** CodeDeploy as the same identity in the same place. */
    public CodeDeployApi codeDeploy() {
        Trio<CodeDeployClient> codeDeploy = others.codeDeploy().get();
        return new CodeDeployApi(
                reading == clients.polling() ? codeDeploy.polling() : codeDeploy.reading(),
                codeDeploy.changing(),
                this::identify);
    }

    /** Elastic Load Balancing as the same identity in the same place. */
    public LoadBalancerApi loadBalancers() {
        return new LoadBalancerApi(others.loadBalancing().get(), this::identify);
    }

    /** What checks ask beside that, as the same identity in the same place. */
    public CheckApi checks() {
        return new CheckApi(
                reading, others.loadBalancing().get(), region -> others.logs().apply(region), this::identify);
    }

    /**
     * Another service as the same identity.
     *
     * @throws NoClassDefFoundError if its part of the SDK is missing
     */
    @SuppressWarnings("unchecked") // A service makes clients of its own kind.
    public <C extends SdkAutoCloseable> OptionalClient<C> optional(OptionalService<C> service, String region) {
        return new OptionalClient<>((C) others.optional().apply(service, region), this::identify);
    }

    /** As whom and where this is. */
    public AwsPlace place() {
        AwsCredentialsProvider credentials = access.credentials();
        String identity = credentials instanceof KnownIdentity known
                ? known.identity()
                : credentials.resolveCredentials().accessKeyId();
        return new AwsPlace(identity, access.region(), access.endpoint());
    }

    /** Services that do not exist are in the answer's {@code failures}; a cluster that does not exist throws. */
    public DescribeServicesResponse describeServices(String cluster, List<String> services) {
        return reading.describeServices(
                r -> r.cluster(cluster).services(services).overrideConfiguration(this::identify));
    }

    /**
     * A service as ECS sends it, with what this version of the SDK does not know.
     *
     * @return missing if ECS does not know the service
     */
    public JsonNode rawService(String cluster, String service) {
        RawAnswer answer = new RawAnswer();
        reading.describeServices(
                r -> r.cluster(cluster).services(service).overrideConfiguration(identified(answer::of)));
        return answer.read().path("services").path(0);
    }

    /** The service deployments. */
    public ServiceDeploymentsApi serviceDeployments() {
        return new ServiceDeploymentsApi(reading, changing, this::identify);
    }

    /** A service's stopped tasks that ECS still remembers (about an hour), at most {@value #STOPPED_PAGES} pages. */
    public List<Task> stoppedTasks(String cluster, String service) {
        List<Task> tasks = new ArrayList<>();
        // ListTasks promises no order, so the newest are not known before all have been seen.
        reading
                .listTasksPaginator(r -> r.cluster(cluster)
                        .serviceName(service)
                        .desiredStatus(DesiredStatus.STOPPED)
                        .maxResults(TASKS_A_CALL)
                        .overrideConfiguration(this::identify))
                .stream()
                .limit(STOPPED_PAGES)
                .map(ListTasksResponse::taskArns)
                .filter(arns -> !arns.isEmpty())
                .forEach(arns -> tasks.addAll(describeTasks(cluster, arns)));
        return tasks;
    }

    /** Tasks of a service that run or are to run; at most 100 of them. */
    public List<Task> someRunningTasks(String cluster, String service) {
        List<String> arns = reading.listTasks(r -> r.cluster(cluster)
                        .serviceName(service)
                        .desiredStatus(DesiredStatus.RUNNING)
                        .maxResults(TASKS_A_CALL)
                        .overrideConfiguration(this::identify))
                .taskArns();
        return arns.isEmpty() ? List.of() : describeTasks(cluster, arns);
    }

    /** At most 100 tasks; those that ECS does not remember are left out. */
    public List<Task> describeTasks(String cluster, List<String> arns) {
        return reading.describeTasks(r -> r.cluster(cluster).tasks(arns).overrideConfiguration(this::identify))
                .tasks();
    }

    /** The whole answer of DescribeTaskDefinition with tags, as AWS sent it. */
    public JsonNode describeTaskDefinition(String familyRevisionOrArn) {
        RawAnswer answer = new RawAnswer();
        reading.describeTaskDefinition(r -> r.taskDefinition(familyRevisionOrArn)
                .include(TaskDefinitionField.TAGS)
                .overrideConfiguration(identified(answer::of)));
        return answer.read();
    }

    /** Registers the document as it is and answers with the revision's ARN. */
    public String registerTaskDefinition(JsonNode document) {
        byte[] body = ServiceDeploymentsApi.bytes(document);
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

    public List<ServiceRevision> describeServiceRevisions(List<String> arns) {
        return reading.describeServiceRevisions(r -> r.serviceRevisionArns(arns).overrideConfiguration(this::identify))
                .serviceRevisions();
    }

    public void deregisterTaskDefinition(String arn) {
        changing.deregisterTaskDefinition(r -> r.taskDefinition(arn).overrideConfiguration(this::identify));
    }

    /** The ARNs of all active revisions of a family, newest first. */
    public List<String> activeRevisions(String family) {
        return reading
                .listTaskDefinitionsPaginator(r -> r.familyPrefix(family)
                        .status(TaskDefinitionStatus.ACTIVE)
                        .sort(SortOrder.DESC)
                        .overrideConfiguration(this::identify))
                .taskDefinitionArns()
                .stream()
                .toList();
    }

    /** All clusters that the identity may list. */
    public List<String> clusters() {
        return reading.listClustersPaginator(r -> r.overrideConfiguration(this::identify)).clusterArns().stream()
                .toList();
    }

    /** All services of a cluster. */
    public List<Service> services(String cluster) {
        List<String> arns = reading
                .listServicesPaginator(
                        r -> r.cluster(cluster).maxResults(LISTED_A_CALL).overrideConfiguration(this::identify))
                .serviceArns()
                .stream()
                .toList();
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < arns.size(); i += SERVICES_A_CALL) {
            List<String> some = arns.subList(i, Math.min(arns.size(), i + SERVICES_A_CALL));
            services.addAll(describeServices(cluster, some).services());
        }
        return services;
    }

    /** The tasks of a family that run or are to run. */
    public List<Task> runningTasks(String cluster, String family) {
        List<Task> tasks = new ArrayList<>();
        reading
                .listTasksPaginator(r -> r.cluster(cluster)
                        .family(family)
                        .desiredStatus(DesiredStatus.RUNNING)
                        .maxResults(TASKS_A_CALL)
                        .overrideConfiguration(this::identify))
                .stream()
                .map(ListTasksResponse::taskArns)
                .filter(arns -> !arns.isEmpty())
                .forEach(arns -> tasks.addAll(describeTasks(cluster, arns)));
        return tasks;
    }

    /** Takes a turn to register a revision in that account, and answers how long it is until then. */
    public Duration registrationTurn(String regionAndAccount, Instant now) {
        return paces.registrations().turn(regionAndAccount, now);
    }

    /** Takes a turn to deregister a revision in that account, and answers how long it is until then. */
    public Duration deregistrationTurn(String regionAndAccount, Instant now) {
        return paces.deregistrations().turn(regionAndAccount, now);
    }

    /**
     * The newest lines of a container's log, the oldest of them first.
     *
     * @param region where the log group is, which need not be where the service is
     */
    public List<OutputLogEvent> newestLogEvents(String region, String group, String stream, int count) {
        return others.logs()
                .apply(region)
                .getLogEvents(r -> r.logGroupName(group)
                        .logStreamName(stream)
                        .limit(count)
                        .startFromHead(false)
                        .overrideConfiguration(this::identify))
                .events();
    }

    private void identify(AwsRequestOverrideConfiguration.Builder request) {
        access.identify(request);
    }

    private AwsRequestOverrideConfiguration identified(Consumer<AwsRequestOverrideConfiguration.Builder> more) {
        AwsRequestOverrideConfiguration.Builder builder = AwsRequestOverrideConfiguration.builder();
        identify(builder);
        more.accept(builder);
        return builder.build();
    }
}
