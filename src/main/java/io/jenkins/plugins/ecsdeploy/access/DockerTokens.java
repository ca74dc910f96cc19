package io.jenkins.plugins.ecsdeploy.access;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.PluginWrapper;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryToken;

/**
 * What other plugins make of their credentials for registries, by way of the Docker Commons plugin, which may not be
 * installed. The Amazon ECR plugin is one of them: the password of its credentials is a whole login, so they must not be
 * taken for what they look like, a user name with a password.
 */
final class DockerTokens {
    private DockerTokens() {}

    /** Nothing where nobody makes a login of them. */
    static Optional<RegistryLogin> login(StandardCredentials credentials) {
        return isInstalled() ? OfPlugin.login(credentials) : Optional.empty();
    }

    /** Knows the credentials of which somebody makes a login. */
    static CredentialsMatcher matcher() {
        return isInstalled() ? OfPlugin.matcher() : CredentialsMatchers.never();
    }

    private static boolean isInstalled() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("docker-commons");
        return plugin != null && plugin.isActive();
    }

    /** A class of its own, so that the plugin's classes are looked for only if the plugin is there. */
    private static final class OfPlugin {
        static CredentialsMatcher matcher() {
            return AuthenticationTokens.matcher(DockerRegistryToken.class);
        }

        static Optional<RegistryLogin> login(StandardCredentials credentials) {
            return Optional.ofNullable(AuthenticationTokens.convert(DockerRegistryToken.class, credentials))
                    .map(DockerRegistryToken::getToken)
                    .flatMap(OfPlugin::decoded);
        }

        /** As the Docker Commons plugin itself reads it for {@code docker login}. */
        private static Optional<RegistryLogin> decoded(String token) {
            try {
                String login = new String(Base64.getMimeDecoder().decode(token), StandardCharsets.UTF_8);
                int colon = login.indexOf(':');
                return colon < 0
                        ? Optional.empty()
                        : Optional.of(new RegistryLogin(login.substring(0, colon), login.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
