package io.jenkins.plugins.ecsdeploy.engine.verify;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt.Purpose;
import io.jenkins.plugins.ecsdeploy.engine.verify.ConnectionReport.Cluster;
import io.jenkins.plugins.ecsdeploy.engine.verify.ConnectionReport.Identity;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** Tries a connection as a person waits for it: a dozen calls at most, each with seconds to answer. */
public final class ConnectionCheck {
    private static final String SESSION = "jenkins-connection-test";
    private static final int CLUSTERS_A_PAGE = 100;
    private static final int CLUSTER_PAGES = 5;

    private final AwsClients clients;
    private final Connection connection;
    private final Attempts attempts = new Attempts();

    public ConnectionCheck(AwsClients clients, Connection connection) {
        this.clients = clients;
        this.connection = connection;
    }

    /**
     * Who one is, what the cluster is like, and which of the steps' reading calls are allowed. Who one is, is for the
     * person alone, so where STS does not say it, ECS is tried all the same.
     */
    public ConnectionReport run() {
        Optional<Identity> identity = Optional.empty();
        Optional<Cluster> cluster = Optional.empty();
        try {
            AwsCredentialsProvider credentials = credentials();
            identity = identity(credentials);
            try (EcsClient ecs = ecs(credentials)) {
                cluster = cluster(ecs);
                if (cluster.isEmpty() || cluster.get().usable()) {
                    new ReadingCalls(ecs, attempts, connection.cluster()).make(arnPrefix(identity));
                }
            }
        } catch (Attempts.Ended e) {
            // What ended it is the last attempt.
        }
        return new ConnectionReport(identity, cluster, attempts.made());
    }

    /**
     * The names of the clusters in the region, in order; at most {@value #CLUSTERS_A_PAGE} times {@value #CLUSTER_PAGES}.
     *
     * @throws EngineException if AWS does not answer with them
     */
    public List<String> clusters() {
        try {
            AwsCredentialsProvider credentials = credentials();
            try (EcsClient ecs = ecs(credentials)) {
                return names(ecs);
            }
        } catch (Attempts.Ended e) {
            throw new EngineException(lastWords());
        } catch (SdkException e) {
            throw AwsFailure.explain("ListClusters in " + connection.region(), e);
        }
    }

    private AwsCredentialsProvider credentials() {
        if (connection.role().isEmpty()) {
            return connection.credentials();
        }
        Connection.Role role = connection.role().get();
        try (StsClient sts = sts(connection.credentials())) {
            return attempts.make(
                            "sts:AssumeRole",
                            Purpose.ROLE,
                            false,
                            () -> sts.assumeRole(r -> r.roleArn(role.arn())
                                            .roleSessionName(SESSION)
                                            .externalId(role.externalId().orElse(null))
                                            .durationSeconds(sessionSeconds(role)))
                                    .credentials())
                    .map(keys -> StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken())))
                    .orElseThrow(Attempts.Ended::new);
        }
    }

    /** As the steps ask for it: an hour at most with temporary credentials. */
    private Integer sessionSeconds(Connection.Role role) {
        if (role.sessionSeconds() == 0) {
            return null;
        }
        boolean chained = connection.credentials().resolveCredentials() instanceof AwsSessionCredentials;
        return chained ? Math.min(role.sessionSeconds(), 3600) : role.sessionSeconds();
    }

    private Optional<Identity> identity(AwsCredentialsProvider credentials) {
        try (StsClient sts = sts(credentials)) {
            return attempts.makeByTheWay("sts:GetCallerIdentity", Purpose.TEST, sts::getCallerIdentity)
                    .map(answer -> new Identity(answer.account(), answer.arn()));
        }
    }

    private Optional<Cluster> cluster(EcsClient ecs) {
        return attempts.make(
                        "ecs:DescribeClusters",
                        Purpose.TEST,
                        false,
                        () -> ecs.describeClusters(r -> r.clusters(connection.cluster())))
                .map(answer -> cluster(ecs, answer));
    }

    private Cluster cluster(EcsClient ecs, DescribeClustersResponse answer) {
        return answer.clusters().stream()
                .map(found -> new Cluster(
                        found.clusterName(),
                        found.status(),
                        found.activeServicesCount(),
                        found.runningTasksCount(),
                        Optional.empty()))
                .findFirst()
                .orElseGet(() -> new Cluster(connection.cluster(), "MISSING", 0, 0, nearest(ecs)));
    }

    /** A hint only, so nothing is said where clusters may not be listed. */
    private Optional<String> nearest(EcsClient ecs) {
        try {
            return Nearest.of(name(connection.cluster()), names(ecs));
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(EcsClient ecs) {
        return ecs.listClustersPaginator(r -> r.maxResults(CLUSTERS_A_PAGE)).stream()
                .limit(CLUSTER_PAGES)
                .flatMap(page -> page.clusterArns().stream())
                .map(ConnectionCheck::name)
                .sorted()
                .toList();
    }

    /** Of a cluster that is given by its name or its ARN. */
    private static String name(String cluster) {
        return cluster.substring(cluster.lastIndexOf('/') + 1);
    }

    private String lastWords() {
        return attempts.last().action() + ": " + attempts.last().words();
    }

    /** For an object that does not exist; without an identity, the account is made up, too. */
    private String arnPrefix(Optional<Identity> identity) {
        String partition = identity.map(known -> known.arn().split(":")[1]).orElse("aws");
        String account = identity.map(Identity::account).orElse("000000000000");
        return "arn:" + partition + ":ecs:" + connection.region() + ":" + account + ":";
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        return clients.impatientSts(access(connection.sts(), credentials));
    }

    private EcsClient ecs(AwsCredentialsProvider credentials) {
        return clients.impatientEcs(access(connection.ecs(), credentials));
    }

    private AwsAccess access(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
        return new AwsAccess(connection.region(), endpoint, credentials);
    }
}
