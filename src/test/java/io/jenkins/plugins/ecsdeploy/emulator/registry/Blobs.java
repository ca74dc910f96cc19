package io.jenkins.plugins.ecsdeploy.emulator.registry;

import java.util.Map;
import java.util.Set;

/** The end points of blobs, which have names and no content here. */
final class Blobs {
    private final Set<Quirk> quirks;
    private final Map<String, StoredRepository> repositories;
    private int uploads;

    Blobs(Set<Quirk> quirks, Map<String, StoredRepository> repositories) {
        this.quirks = quirks;
        this.repositories = repositories;
    }

    Reply head(String name, String digest) {
        StoredRepository repository = repositories.get(name);
        return repository != null && repository.blobs.contains(digest)
                ? Reply.of(200).with("Docker-Content-Digest", digest)
                : Reply.of(404);
    }

    /** @param mayRead whether the source may be read by who asks: a token for one repository cannot mount from another */
    Reply mount(String name, String digest, String from, boolean mayRead, RecordedRequest request) {
        if (!"0".equals(request.header("Content-Length"))) {
            return Reply.error(411, "SIZE_INVALID", "Content-Length is missing");
        }
        StoredRepository source = repositories.get(from);
        if (mayRead && source != null && source.blobs.contains(digest) && !quirks.contains(Quirk.NO_MOUNT)) {
            repositories
                    .computeIfAbsent(name, key -> new StoredRepository())
                    .blobs
                    .add(digest);
            return Reply.of(201)
                    .with("Location", "/v2/" + name + "/blobs/" + digest)
                    .with("Docker-Content-Digest", digest);
        }
        return Reply.of(202).with("Location", "/v2/" + name + "/blobs/uploads/" + ++uploads + "?state=x");
    }

    Reply cancel() {
        return quirks.contains(Quirk.NO_CANCEL) ? Reply.error(403, "DENIED", "denied") : Reply.of(204);
    }
}
