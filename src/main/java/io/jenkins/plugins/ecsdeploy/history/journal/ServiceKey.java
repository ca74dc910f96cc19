package io.jenkins.plugins.ecsdeploy.history.journal;

/**
 * Tells a service from all others.
 *
 * @param account the id of the AWS account; empty while it is not known
 * @param cluster its short name
 * @param service its short name
 */
public record ServiceKey(String region, String account, String cluster, String service) {
    /** The name of the folder of its files. */
    String folder() {
        return FileName.of(service, cluster, region, account);
    }

    /** Whether the other is the same, where one of both lacks the account. */
    boolean mayBe(ServiceKey other) {
        return region.equals(other.region)
                && cluster.equals(other.cluster)
                && service.equals(other.service)
                && (account.isEmpty() || other.account.isEmpty() || account.equals(other.account));
    }

    ServiceKey in(String knownAccount) {
        return new ServiceKey(region, knownAccount, cluster, service);
    }
}
