package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A service of AWS whose part of the SDK may be missing: how its client is made, so that nothing else has to name its
 * classes. One object for each service, for clients are shared by it.
 *
 * @param <C> the client
 */
@FunctionalInterface
public interface OptionalService<C extends SdkAutoCloseable> {
    /** What this program gives to all of its clients that read: connections, time limits, retries, the region. */
    interface Settings {
        /** Where the service answers instead of AWS's own address. */
        Optional<URI> endpoint();

        /** What was found, if it is an address: the SDK makes one of whatever is said to be a region. */
        default Endpoint checked(Endpoint found) {
            return Endpoints.checked(found);
        }

        <B extends AwsSyncClientBuilder<B, K> & AwsClientBuilder<B, K>, K> K client(B builder);
    }

    C client(Settings settings);
}
