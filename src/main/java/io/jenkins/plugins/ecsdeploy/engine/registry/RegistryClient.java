package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** A registry, called as one login for one purpose: what it lets one in with is known to this object alone. */
public final class RegistryClient {
    private final Session session;
    private final Consumer<String> warnings;

    /**
     * @param login none: what the registry shows to everybody
     * @param warnings what the registry asks to be shown (header Warning)
     */
    public RegistryClient(
            RegistryHttp http,
            AllowedRegistry registry,
            Optional<RegistryLogin> login,
            Pauses pauses,
            InstantSource clock,
            Consumer<String> warnings) {
        this.session = new Session(http, registry, login, pauses, clock);
        this.warnings = warnings;
    }

    /** To read from, and to move tags in. */
    public Repository repository(String name) {
        return new Repository(session, name, Scope.pullAndPush(name), warnings);
    }

    /** To read from alone. */
    public Repository source(String name) {
        return new Repository(session, name, Scope.pull(name), warnings);
    }

    /** To move tags in, and to mount what the other repository has. */
    public Repository copyOf(String name, String source) {
        return new Repository(session, name, Scope.pullAndPush(name).and(Scope.pull(source)), warnings);
    }
}
