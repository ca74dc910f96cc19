package io.jenkins.plugins.ecsdeploy.engine.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/**
 * ECS's service deployments as one identity: each is one attempt to bring a service to a revision. All calls block, and
 * throw {@link SdkException}, which {@link AwsFailure} puts into words.
 */
public final class ServiceDeploymentsApi {
    /** ListServiceDeployments, {@code maxResults}. */
    private static final int LISTED_A_CALL = 100;
    /** Newer than the oldest SDK that this works with; the prefix is that of all of ECS's operations. */
    private static final String CONTINUE = "AmazonEC2ContainerServiceV20141113.ContinueServiceDeployment";

    private final EcsClient reading;
    private final EcsClient changing;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> identify;

    ServiceDeploymentsApi(
            EcsClient reading, EcsClient changing, Consumer<AwsRequestOverrideConfiguration.Builder> identify) {
        this.reading = reading;
        this.changing = changing;
        this.identify = identify;
    }

    /** Those that ECS knows, at most 20 of them. */
    public List<DescribedDeployment> describe(List<String> arns) {
        RawAnswer answer = new RawAnswer();
        List<ServiceDeployment> known = reading.describeServiceDeployments(
                        r -> r.serviceDeploymentArns(arns).overrideConfiguration(identify.andThen(answer::of)))
                .serviceDeployments();
        Map<String, JsonNode> raw = new HashMap<>();
        answer.read()
                .path("serviceDeployments")
                .forEach(each -> raw.put(each.path("serviceDeploymentArn").asText(), each));
        return known.stream()
                .map(each -> new DescribedDeployment(
                        each, raw.getOrDefault(each.serviceDeploymentArn(), MissingNode.getInstance())))
                .toList();
    }

    /** The newest of a service, newest first: one page, which is more than one deployment needs. */
    public List<ServiceDeploymentBrief> newest(String cluster, String service) {
        return reading.listServiceDeployments(
                        r -> r.cluster(cluster).service(service).overrideConfiguration(identify))
                .serviceDeployments();
    }

    /**
     * Those of a service that succeeded, the newest first. ECS remembers them for 90 days (developer guide, "Viewing
     * Amazon ECS service deployments"); in which order it lists them is not documented.
     */
    public List<ServiceDeploymentBrief> successful(String cluster, String service) {
        List<ServiceDeploymentBrief> all = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListServiceDeploymentsResponse page = reading.listServiceDeployments(r -> r.cluster(cluster)
                    .service(service)
                    .status(ServiceDeploymentStatus.SUCCESSFUL)
                    .maxResults(LISTED_A_CALL)
                    .nextToken(next)
                    .overrideConfiguration(identify));
            all.addAll(page.serviceDeployments());
            token = page.nextToken();
        } while (token != null);
        all.sort(Comparator.comparing(ServiceDeploymentBrief::createdAt).reversed());
        return all;
    }

    /** Asks ECS to stop one; asked again, ECS goes on with the stop that it had begun. */
    public void stop(String arn, StopServiceDeploymentStopType type) {
        changing.stopServiceDeployment(
                r -> r.serviceDeploymentArn(arn).stopType(type).overrideConfiguration(identify));
    }

    /**
     * Lets one go on that waits at a pause hook (ContinueServiceDeployment). It is sent in place of another operation of the
     * same service, so that signing, retries and typed failures are the SDK's own; of one that changes nothing, so that
     * nothing is changed where the replacement does not take place.
     *
     * @throws software.amazon.awssdk.services.ecs.model.InvalidParameterException if it does not wait there
     */
    public void goOn(String arn, String hookId) {
        byte[] body = bytes(Json.MAPPER
                .createObjectNode()
                .put("serviceDeploymentArn", arn)
                .put("hookId", hookId)
                .put("action", "CONTINUE"));
        changing.describeServiceDeployments(r -> r.serviceDeploymentArns(arn)
                .overrideConfiguration(
                        identify.andThen(c -> c.putExecutionAttribute(RawJsonInterceptor.TARGET, CONTINUE)
                                .putExecutionAttribute(RawJsonInterceptor.REQUEST_BODY, body))));
    }

    static byte[] bytes(JsonNode document) {
        try {
            return Json.MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
