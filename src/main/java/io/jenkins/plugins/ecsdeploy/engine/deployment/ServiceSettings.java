package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What a request wants of a service beside a revision. ECS begins no deployment for it. */
public final class ServiceSettings {
    private final DeployRequest request;

    public ServiceSettings(DeployRequest request) {
        this.request = request;
    }

    /** Whether the service has others. */
    public boolean differ(Service live) {
        return differs(request.desiredCount(), live.desiredCount())
                || differs(request.enableEcsManagedTags(), live.enableECSManagedTags())
                || differs(request.propagateTags().map(PropagateTags::fromValue), live.propagateTags());
    }

    private static <T> boolean differs(Optional<T> wanted, T is) {
        return wanted.filter(value -> !value.equals(is)).isPresent();
    }

    /** UpdateService for that service and these; only what the caller named, for an empty value would take a setting away. */
    public UpdateServiceRequest.Builder update() {
        UpdateServiceRequest.Builder update =
                UpdateServiceRequest.builder().cluster(request.cluster()).service(request.service());
        request.desiredCount().ifPresent(update::desiredCount);
        request.propagateTags().ifPresent(update::propagateTags);
        request.enableEcsManagedTags().ifPresent(update::enableECSManagedTags);
        return update;
    }
}
