package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The users, roles and sessions of the account, by access key id. */
final class Identities {
    static final String DEFAULT_USER = "jenkins";

    /** A role that can be assumed; with an external id, only by who names it. */
    record Role(String name, String externalId, Duration maxSession) {}

    private final World world;
    private final Map<String, Caller> callers = new HashMap<>();
    private final Map<String, Role> roles = new HashMap<>();

    Identities(World world) {
        this.world = world;
    }

    Credentials user(String name, String accessKeyId, String secretAccessKey) {
        String arn = world.arns.iam("user/" + name);
        callers.put(
                accessKeyId, new Caller(accessKeyId, secretAccessKey, null, arn, "AIDA" + world.ids.accessKey(), null));
        return new Credentials(accessKeyId, secretAccessKey, null, null);
    }

    Credentials newUser(String name) {
        return user(name, "AKIA" + world.ids.accessKey(), world.ids.secret(40));
    }

    /** Temporary credentials for the identity with that ARN. */
    Credentials session(String arn, String userId, Duration lasts) {
        Instant expires = world.clock.now().plus(lasts);
        String key = "ASIA" + world.ids.accessKey();
        Caller caller = new Caller(key, world.ids.secret(40), world.ids.secret(120), arn, userId, expires);
        callers.put(key, caller);
        return new Credentials(key, caller.secretAccessKey(), caller.sessionToken(), expires);
    }

    void role(Role role) {
        roles.put(role.name(), role);
    }

    /** The role with that ARN, or null. */
    Role findRole(String arn) {
        String prefix = world.arns.iam("role/");
        return arn.startsWith(prefix) ? roles.get(arn.substring(prefix.length())) : null;
    }

    /** Who holds that key, or null. */
    Caller find(String accessKeyId) {
        return callers.get(accessKeyId);
    }

    /** Everything that signs or goes with a signature, of all who ever had credentials. */
    List<String> secrets() {
        return callers.values().stream()
                .flatMap(caller -> Stream.of(caller.secretAccessKey(), caller.sessionToken()))
                .filter(Objects::nonNull)
                .toList();
    }
}
