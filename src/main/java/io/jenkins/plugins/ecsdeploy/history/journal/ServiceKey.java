package io.jenkins.plugins.ecsdeploy.history.journal;

/**
 * Tells a service from all others; or a repository of images, which has its name alone.
 *
 * @param region empty: a repository
 * @param account the id of the AWS account; empty while it is not known
 * @param cluster its short name
 * @param service its short name; of a repository, its name with the registry
 */
public record ServiceKey(String region, String account, String cluster, String service) {
    /** A repository, in which tags are moved. */
    public static ServiceKey repository(String name) {
        return new ServiceKey("", "", "", name);
    }

    public boolean isRepository() {
        return region.isEmpty() && cluster.isEmpty();
    }

    /** Whether it is a service of that name, anywhere. */
    public boolean isService(String name) {
        return !isRepository() && service.equals(name);
    }

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
