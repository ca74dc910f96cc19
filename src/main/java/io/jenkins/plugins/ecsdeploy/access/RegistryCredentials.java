package io.jenkins.plugins.ecsdeploy.access;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;

/** As whom a build logs in to a registry: what its credentials are worth there. Looked up for each promotion anew. */
public final class RegistryCredentials {
    /** Credentials that the Amazon ECR plugin derives from those of AWS ({@code AmazonECSRegistryCredential}). */
    private static final Pattern DERIVED = Pattern.compile("ecr:[a-z0-9-]+:(?<aws>.+)");

    /** Where the credentials of Docker Hub are meant for, by the Docker Commons plugin ({@code DockerRegistryEndpoint}). */
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private RegistryCredentials() {}

    /**
     * The login that the credentials with that id are for a registry, if the build may use them there.
     *
     * @throws EngineException if there are none, or none of a kind that is a login
     */
    static RegistryLogin login(Run<?, ?> run, String id, AllowedRegistry registry) {
        StandardCredentials found =
                CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, domain(registry));
        if (found == null) {
            throw new EngineException("There are no credentials '" + id + "' that this job may use for registry "
                    + registry.host() + ". Check the id, that they are in the job's folder, in one above it or global,"
                    + " and, if they are in a domain, that it includes " + uri(registry));
        }
        // The lookup itself notes the use only where the id comes from a parameter.
        if (EcsRuntime.get().isFirstUse(run, "of the job " + id)) {
            CredentialsProvider.track(run, found);
        }
        return login(found)
                .orElseThrow(() -> new EngineException("The credentials '" + id + "' are of the kind '"
                        + found.getDescriptor().getDisplayName() + "', and registry " + registry.host()
                        + " is called with a user name and a password. Make such ones, or name others"));
    }

    /** The id of the AWS credentials that others are derived from by the Amazon ECR plugin; any other id as it is. */
    public static String underlying(String id) {
        Matcher derived = DERIVED.matcher(id);
        return derived.matches() ? derived.group("aws") : id;
    }

    /** Knows the credentials that are a login, but for the derived ones: there is one of them for each region. */
    public static CredentialsMatcher matcher() {
        CredentialsMatcher login = CredentialsMatchers.anyOf(
                CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class), DockerTokens.matcher());
        return credentials -> login.matches(credentials)
                && !(credentials instanceof StandardCredentials known
                        && DERIVED.matcher(known.getId()).matches());
    }

    private static Optional<RegistryLogin> login(StandardCredentials found) {
        try {
            return DockerTokens.login(found).or(() -> userAndPassword(found));
        } catch (SdkException e) {
            throw new EngineException(
                    "The credentials '" + found.getId() + "' give no login: " + AwsFailure.explained(e), e);
        } catch (IllegalStateException e) {
            throw new EngineException("The credentials '" + found.getId() + "' give no login: " + e.getMessage(), e);
        }
    }

    private static Optional<RegistryLogin> userAndPassword(StandardCredentials found) {
        return found instanceof StandardUsernamePasswordCredentials login
                ? Optional.of(new RegistryLogin(login.getUsername(), Secret.toString(login.getPassword())))
                : Optional.empty();
    }

    /** Credentials of a domain are for the hosts of that domain alone. */
    private static List<DomainRequirement> domain(AllowedRegistry registry) {
        return URIRequirementBuilder.fromUri(uri(registry)).build();
    }

    private static String uri(AllowedRegistry registry) {
        boolean isHub = registry.key().equals(AllowedRegistry.DOCKER_HUB)
                && registry.url().isEmpty();
        return isHub ? DOCKER_HUB : registry.base().toString();
    }
}
