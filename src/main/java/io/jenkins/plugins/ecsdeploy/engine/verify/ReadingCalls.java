package io.jenkins.plugins.ecsdeploy.engine.verify;

import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt.Purpose;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/**
 * Tries the calls of ECS with which the steps read. They are made for the first service of the cluster; where there is
 * none, or it may not be looked for, for one that was made up.
 */
final class ReadingCalls {
    private static final String NOTHING = "jenkins-connection-test";
    private static final String NO_ID = "00000000000000000000000000000000";

    private final EcsClient ecs;
    private final Attempts attempts;
    private final String cluster;

    ReadingCalls(EcsClient ecs, Attempts attempts, String cluster) {
        this.ecs = ecs;
        this.attempts = attempts;
        this.cluster = cluster;
    }

    /** @param arnPrefix what ARNs of ECS begin with in this account and region, {@code arn:aws:ecs:…:…:} */
    void make(String arnPrefix) {
        Optional<String> service = attempts.make(
                        "ecs:ListServices",
                        Purpose.TIDYING,
                        false,
                        () -> ecs.listServices(r -> r.cluster(cluster).maxResults(1))
                                .serviceArns())
                .flatMap(arns -> arns.stream().findFirst());
        boolean madeUp = service.isEmpty();
        String name = service.orElse(NOTHING);

        Optional<String> revision = attempts.make(
                        "ecs:DescribeServices",
                        Purpose.DEPLOYING,
                        madeUp,
                        () -> ecs.describeServices(r -> r.cluster(cluster).services(name))
                                .services())
                .flatMap(services -> services.stream().findFirst())
                .map(Service::taskDefinition);
        attempts.make(
                "ecs:DescribeTaskDefinition",
                Purpose.DEPLOYING,
                revision.isEmpty(),
                () -> ecs.describeTaskDefinition(r -> r.taskDefinition(revision.orElse(NOTHING))));
        deployments(name, madeUp, arnPrefix);
        tasks(name, madeUp);
        attempts.make(
                "ecs:ListTaskDefinitions",
                Purpose.REVISIONS,
                false,
                () -> ecs.listTaskDefinitions(r -> r.maxResults(1)));
    }

    private void deployments(String service, boolean madeUp, String arnPrefix) {
        Optional<ServiceDeploymentBrief> deployment = attempts.make(
                        "ecs:ListServiceDeployments",
                        Purpose.FOLLOWING,
                        madeUp,
                        () -> ecs.listServiceDeployments(
                                        r -> r.cluster(cluster).service(service).maxResults(1))
                                .serviceDeployments())
                .flatMap(found -> found.stream().findFirst());
        String nothing = "/" + cluster.substring(cluster.lastIndexOf('/') + 1) + "/" + NOTHING + "/";
        attempts.make(
                "ecs:DescribeServiceDeployments",
                Purpose.FOLLOWING,
                deployment.isEmpty(),
                () -> ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(deployment
                        .map(ServiceDeploymentBrief::serviceDeploymentArn)
                        .orElse(arnPrefix + "service-deployment" + nothing + NO_ID.substring(0, 21)))));
        attempts.make(
                "ecs:DescribeServiceRevisions",
                Purpose.DIGESTS,
                deployment.isEmpty(),
                () -> ecs.describeServiceRevisions(r -> r.serviceRevisionArns(deployment
                        .map(ServiceDeploymentBrief::targetServiceRevisionArn)
                        .orElse(arnPrefix + "service-revision" + nothing + NO_ID.substring(0, 19)))));
    }

    private void tasks(String service, boolean madeUp) {
        List<String> tasks = attempts.make(
                        "ecs:ListTasks",
                        Purpose.REASONS,
                        madeUp,
                        () -> ecs.listTasks(r ->
                                        r.cluster(cluster).serviceName(service).maxResults(1))
                                .taskArns())
                .orElse(List.of());
        attempts.make(
                "ecs:DescribeTasks",
                Purpose.REASONS,
                tasks.isEmpty(),
                () -> ecs.describeTasks(r -> r.cluster(cluster).tasks(tasks.isEmpty() ? List.of(NO_ID) : tasks)));
    }
}
