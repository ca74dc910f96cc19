package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.util.Optional;

/**
 * Where a client calls.
 *
 * @param endpoint in place of AWS's own address of the region
 */
record ClientPlace(String region, Optional<URI> endpoint) {
    static ClientPlace of(AwsAccess access) {
        return new ClientPlace(access.region(), access.endpoint());
    }
}
