package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.util.ArrayList;
import java.util.List;
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
        return !changes(live).isEmpty();
    }

    /** What would be changed of the service, in words. */
    public List<String> changes(Service live) {
        List<String> changes = new ArrayList<>();
        add(changes, "desiredCount", request.desiredCount(), live.desiredCount());
        add(changes, "enableEcsManagedTags", request.enableEcsManagedTags(), live.enableECSManagedTags());
        add(changes, "propagateTags", request.propagateTags().map(PropagateTags::fromValue), live.propagateTags());
        return changes;
    }

    private static <T> void add(List<String> changes, String name, Optional<T> wanted, T is) {
        wanted.filter(value -> !value.equals(is))
                .ifPresent(value -> changes.add(name + (is == null ? "" : " " + is) + " → " + value));
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
