package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.util.Optional;

/**
 * As whom and where ECS is called: what AWS counts calls for.
 *
 * @param identity tells identities apart, and is no secret
 */
public record AwsPlace(String identity, String region, Optional<URI> endpoint) {}
