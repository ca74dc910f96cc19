package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.ApplicationInfo;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.TimeRange;

/**
 * The calls to CodeDeploy that the engine makes, as one identity. All of them block, and throw {@link SdkException}, which
 * {@link AwsFailure} puts into words.
 */
public final class CodeDeployApi {
    /** BatchGetDeployments, {@code deploymentIds}. */
    public static final int DEPLOYMENTS_A_CALL = 25;
    /** BatchGetApplications and BatchGetDeploymentGroups. */
    private static final int NAMES_A_CALL = 100;

    private final CodeDeployClient reading;
    private final CodeDeployClient changing;
    private final Consumer<AwsRequestOverrideConfiguration.Builder> identify;

    CodeDeployApi(
            CodeDeployClient reading,
            CodeDeployClient changing,
            Consumer<AwsRequestOverrideConfiguration.Builder> identify) {
        this.reading = reading;
        this.changing = changing;
        this.identify = identify;
    }

    /** Nothing where the application, or the group in it, does not exist. */
    public Optional<DeploymentGroupInfo> group(String application, String group) {
        try {
            return Optional.of(reading.getDeploymentGroup(r -> r.applicationName(application)
                            .deploymentGroupName(group)
                            .overrideConfiguration(identify))
                    .deploymentGroupInfo());
        } catch (ApplicationDoesNotExistException | DeploymentGroupDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** All applications that the identity may list. */
    public List<ApplicationInfo> applications() {
        List<String> names =
                reading.listApplicationsPaginator(r -> r.overrideConfiguration(identify)).applications().stream()
                        .toList();
        return inBatches(
                names,
                NAMES_A_CALL,
                some -> reading.batchGetApplications(
                                r -> r.applicationNames(some).overrideConfiguration(identify))
                        .applicationsInfo());
    }

    /** All groups of an application. */
    public List<DeploymentGroupInfo> groups(String application) {
        List<String> names = reading
                .listDeploymentGroupsPaginator(
                        r -> r.applicationName(application).overrideConfiguration(identify))
                .stream()
                .flatMap(page -> page.deploymentGroups().stream())
                .toList();
        return inBatches(
                names,
                NAMES_A_CALL,
                some -> reading.batchGetDeploymentGroups(r -> r.applicationName(application)
                                .deploymentGroupNames(some)
                                .overrideConfiguration(identify))
                        .deploymentGroupsInfo());
    }

    public DeploymentConfigInfo config(String name) {
        return reading.getDeploymentConfig(r -> r.deploymentConfigName(name).overrideConfiguration(identify))
                .deploymentConfigInfo();
    }

    /** Those that CodeDeploy knows, in any order. */
    public List<DeploymentInfo> deployments(List<String> ids) {
        return inBatches(
                ids,
                DEPLOYMENTS_A_CALL,
                some -> reading.batchGetDeployments(r -> r.deploymentIds(some).overrideConfiguration(identify))
                        .deploymentsInfo());
    }

    /**
     * The ids of a group's deployments, the newest first.
     *
     * @param since by the clock of AWS; absent: from the beginning
     * @param status absent: any
     */
    public List<String> deploymentIds(
            String application, String group, Optional<Instant> since, Optional<DeploymentStatus> status) {
        List<String> ids = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListDeploymentsResponse page = reading.listDeployments(r -> {
                r.applicationName(application)
                        .deploymentGroupName(group)
                        .nextToken(next)
                        .overrideConfiguration(identify);
                since.ifPresent(from ->
                        r.createTimeRange(TimeRange.builder().start(from).build()));
                status.ifPresent(r::includeOnlyStatuses);
            });
            ids.addAll(page.deployments());
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return ids;
    }

    /** The one target of a deployment to ECS; nothing while the deployment has not started with it. */
    public Optional<ECSTarget> target(String deploymentId, String targetId) {
        try {
            return Optional.ofNullable(reading.getDeploymentTarget(
                            r -> r.deploymentId(deploymentId).targetId(targetId).overrideConfiguration(identify))
                    .deploymentTarget()
                    .ecsTarget());
        } catch (DeploymentNotStartedException | DeploymentTargetDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** The text of an AppSpec, which the deployment itself only tells the hash of; nothing where there is none. */
    public Optional<String> appSpec(String application, String sha256) {
        return Optional.ofNullable(reading.getApplicationRevision(r -> r.applicationName(application)
                                .revision(revision -> revision.revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                                        .appSpecContent(content -> content.sha256(sha256)))
                                .overrideConfiguration(identify))
                        .revision())
                .map(revision -> revision.appSpecContent())
                .map(content -> content.content());
    }

    /** Begins a deployment and answers with its id. CodeDeploy has no token by which a repeated call would be known. */
    public String createDeployment(CreateDeploymentRequest request) {
        return changing.createDeployment(
                        request.toBuilder().overrideConfiguration(identified()).build())
                .deploymentId();
    }

    /** Asks CodeDeploy to stop a deployment; asked again, it goes on with the stop that it had begun. */
    public void stopDeployment(String id, boolean rollBack) {
        changing.stopDeployment(
                r -> r.deploymentId(id).autoRollbackEnabled(rollBack).overrideConfiguration(identify));
    }

    /**
     * Lets the traffic of a deployment move that waits for that in the status Ready.
     *
     * @throws software.amazon.awssdk.services.codedeploy.model.DeploymentIsNotInReadyStateException if it does not wait
     */
    public void continueDeployment(String id) {
        changing.continueDeployment(r -> r.deploymentId(id)
                .deploymentWaitType(DeploymentWaitType.READY_WAIT)
                .overrideConfiguration(identify));
    }

    private AwsRequestOverrideConfiguration identified() {
        AwsRequestOverrideConfiguration.Builder builder = AwsRequestOverrideConfiguration.builder();
        identify.accept(builder);
        return builder.build();
    }

    private static <T> List<T> inBatches(List<String> names, int size, Function<List<String>, List<T>> ask) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i += size) {
            all.addAll(ask.apply(names.subList(i, Math.min(names.size(), i + size))));
        }
        return all;
    }
}
