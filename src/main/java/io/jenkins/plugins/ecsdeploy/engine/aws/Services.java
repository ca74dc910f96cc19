package io.jenkins.plugins.ecsdeploy.engine.aws;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/** Finds services by name. */
public final class Services {
    private Services() {}

    /**
     * The service, whatever its state.
     *
     * @throws EngineException if the cluster or the service is missing
     */
    public static Service describe(EcsApi ecs, String cluster, String name) {
        DescribeServicesResponse answer;
        try {
            answer = ecs.describeServices(cluster, List.of(name));
        } catch (ClusterNotFoundException e) {
            throw new EngineException("Cluster " + cluster + " was not found by this identity in this region. Check the"
                    + " name, the region and the account of the credentials. AWS said " + AwsFailure.text(e));
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain("DescribeServices of " + name + " in cluster " + cluster, e);
        }
        return answer.services().stream()
                .findFirst()
                .orElseThrow(() -> new EngineException("Service " + name + " was not found in cluster " + cluster + ": "
                        + (answer.failures().isEmpty()
                                ? "MISSING"
                                : answer.failures().get(0).reason())
                        + ". Check the service's name, the cluster and the region"));
    }
}
