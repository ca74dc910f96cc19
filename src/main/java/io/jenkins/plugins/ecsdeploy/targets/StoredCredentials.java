package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Keys;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Makes an identity of what the credentials store holds. */
public final class StoredCredentials {
    private StoredCredentials() {}

    /**
     * The credentials with that id which the build may use, noted as used by it.
     *
     * @throws EngineException if there are none of the right kind
     */
    public static AmazonWebServicesCredentials find(Run<?, ?> run, String id) {
        AmazonWebServicesCredentials found =
                CredentialsProvider.findCredentialById(id, AmazonWebServicesCredentials.class, run);
        if (found != null) {
            // The lookup itself notes the use only where the id comes from a parameter.
            if (EcsRuntime.get().isFirstUse(run, "of the job " + id)) {
                CredentialsProvider.track(run, found);
            }
            return found;
        }
        IdCredentials other = CredentialsProvider.findCredentialById(id, IdCredentials.class, run);
        throw new EngineException(
                other == null
                        ? "There are no AWS credentials '" + id + "' that this job may use. Check the id and"
                                + " the kind (AWS Credentials), and that they are in the job's folder, in one above it or"
                                + " global"
                        : "The credentials '" + id + "' are of the kind '"
                                + other.getDescriptor().getDisplayName()
                                + "', and AWS is called with the kind 'AWS Credentials'. Make such ones, or name others");
    }

    /**
     * @param assume assumes the role of the credentials, if they have one. They could do it themselves, but would ask STS
     *     for every request, as "Jenkins"
     */
    public static KnownIdentity identity(
            AmazonWebServicesCredentials found, BiFunction<KnownIdentity, RoleToAssume, KnownIdentity> assume) {
        if (!(found instanceof AWSCredentialsImpl own)) {
            AwsCredentials resolved = found.resolveCredentials();
            return resolved == null ? controllersOwn(found.getId()) : new Keys(resolved);
        }
        if (Util.fixEmptyAndTrim(own.getIamMfaSerialNumber()) != null) {
            throw new EngineException("The AWS credentials '" + own.getId()
                    + "' want an MFA code at every use, which a build cannot type in. Use credentials without MFA");
        }
        String key = Util.fixEmptyAndTrim(own.getAccessKey());
        String secret = Util.fixEmptyAndTrim(own.getSecretKey().getPlainText());
        KnownIdentity keys = key == null || secret == null
                ? controllersOwn(own.getId())
                : new Keys(AwsBasicCredentials.create(key, secret));
        String role = Util.fixEmptyAndTrim(own.getIamRoleArn());
        return role == null
                ? keys
                : assume.apply(
                        keys,
                        new RoleToAssume(
                                role,
                                Optional.ofNullable(Util.fixEmptyAndTrim(own.getIamExternalId())),
                                lasts(own.getStsTokenDuration())));
    }

    /** A role without the name of the session, which the build gives it. */
    public record RoleToAssume(String arn, Optional<String> externalId, Duration lasts) {}

    private static Duration lasts(Integer seconds) {
        Duration asked = seconds == null || seconds <= 0 ? Role.HOUR : Duration.ofSeconds(seconds);
        return asked.compareTo(Role.SHORTEST) < 0 ? Role.SHORTEST : asked;
    }

    /** Credentials without keys and without a role stand for whatever identity the controller has. */
    private static KnownIdentity controllersOwn(String id) {
        if (!EcsDeployConfiguration.get().isAllowControllerIdentity()) {
            throw new EngineException(
                    "The AWS credentials '" + id + "' hold no keys, so they stand for the controller's own"
                            + " identity, which is not used unless an administrator allows it");
        }
        return new ControllerIdentity();
    }
}
