package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that ECR has in this account and region. */
public final class EcrState {
    final World world;
    final Map<String, EcrRepositoryState> repositories = new TreeMap<>();
    /** Prefixes of pull through cache rules. */
    final Set<String> pullThrough = new TreeSet<>();

    /** For the world that this is a part of. */
    public EcrState(World world) {
        this.world = world;
    }

    /** What the tag of an image points to, by the image's name; null if it is none of this registry, or not there. */
    public String digest(String image) {
        String host = new EmulatedEcr(world).imageName("");
        int colon = image.lastIndexOf(':');
        if (!image.startsWith(host) || colon < host.length()) {
            return null;
        }
        EcrRepositoryState repository = repositories.get(image.substring(host.length(), colon));
        EcrImage found = repository == null ? null : repository.byTag(image.substring(colon + 1));
        return found == null ? null : found.digest;
    }

    /** The repository of a request; of the caller's own account if it names none. */
    EcrRepositoryState of(ObjectNode request) {
        String account = Json.has(request, "registryId") ? Json.text(request, "registryId") : world.arns.account();
        EcrRepositoryState repository = repositories.get(Json.text(request, "repositoryName"));
        if (repository == null || !account.equals(world.arns.account())) {
            throw AwsError.of(
                    "RepositoryNotFoundException",
                    "The repository with name '" + Json.text(request, "repositoryName")
                            + "' does not exist in the registry with id '" + account + "'");
        }
        return repository;
    }
}
