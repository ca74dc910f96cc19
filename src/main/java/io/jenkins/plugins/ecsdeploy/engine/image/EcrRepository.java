package io.jenkins.plugins.ecsdeploy.engine.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private repository of Amazon ECR, as the names of its images say it.
 *
 * @param account the 12 digits of the account that it belongs to
 * @param region where it is, which need not be where its images run
 * @param name within its registry, such as {@code team/web}
 */
public record EcrRepository(String account, String region, String name) {
    /**
     * Amazon ECR user guide, "Private registry" and "Making requests to Amazon ECR over IPv6"; the domains of all partitions
     * are those of the SDK's {@code partitions.json}.
     */
    private static final Pattern HOST = Pattern.compile("(?<account>[0-9]{12})\\.dkr[.-]ecr(-fips)?"
            + "\\.(?<region>[a-z]{2,10}(-[a-z0-9]{1,20}){1,4})\\.(amazonaws\\.com(\\.cn)?|amazonaws\\.eu"
            + "|on\\.aws|on\\.amazonwebservices\\.(com\\.cn|eu)|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk"
            + "|csp\\.hci\\.ic\\.gov)");

    /** Nothing where the image is one of another registry; those of ECR Public are ordinary ones. */
    public static Optional<EcrRepository> of(ImageReference image) {
        return image.registry()
                .map(HOST::matcher)
                .filter(Matcher::matches)
                .map(host -> new EcrRepository(host.group("account"), host.group("region"), image.path()));
    }

    @Override
    public String toString() {
        return name + " in account " + account + ", " + region;
    }
}
