package io.jenkins.plugins.ecsdeploy.access;

import hudson.EnvVars;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.aws.KnownIdentity;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Keys;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Credentials in the {@code AWS_*} variables that {@code withCredentials} and {@code withAWS} set. */
final class EnvironmentCredentials {
    private EnvironmentCredentials() {}

    static Optional<KnownIdentity> in(EnvVars environment) {
        String key = Util.fixEmptyAndTrim(environment.get("AWS_ACCESS_KEY_ID"));
        String secret = Util.fixEmptyAndTrim(environment.get("AWS_SECRET_ACCESS_KEY"));
        String token = Util.fixEmptyAndTrim(environment.get("AWS_SESSION_TOKEN"));
        if (key == null || secret == null || isControllersOwn(key)) {
            return Optional.empty();
        }
        if (LentCredentials.isUnusable(key)) {
            throw SdkClientException.create(
                    "The credentials of the enclosing ecsTarget are not there yet after the restart"
                            + " of Jenkins. The controller's log says why");
        }
        return Optional.of(new Keys(
                token == null
                        ? AwsBasicCredentials.create(key, secret)
                        : AwsSessionCredentials.create(key, secret, token)));
    }

    /** A step on the built-in node sees the variables of the controller's process, which are its identity, not the build's. */
    private static boolean isControllersOwn(String key) {
        return key.equals(EnvVars.masterEnvVars.get("AWS_ACCESS_KEY_ID"));
    }
}
