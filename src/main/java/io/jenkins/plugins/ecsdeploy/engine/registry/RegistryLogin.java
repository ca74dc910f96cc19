package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * As whom a registry is called.
 *
 * @param user empty or {@code <token>} where the password is an identity token (Docker's name for a refresh token)
 * @param password a secret: in no message and in no log
 */
public record RegistryLogin(String user, String password) {
    private static final String IDENTITY_TOKEN = "<token>";

    boolean isIdentityToken() {
        return user.isEmpty() || user.equals(IDENTITY_TOKEN);
    }

    /** The value of the header Authorization (RFC 7617, in UTF-8). */
    String basic() {
        return "Basic " + encoded();
    }

    String encoded() {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves the password out: a record's own text would hold it. */
    @Override
    public String toString() {
        return isIdentityToken() ? "an identity token" : user;
    }
}
