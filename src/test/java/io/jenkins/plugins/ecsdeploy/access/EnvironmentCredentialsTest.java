package io.jenkins.plugins.ecsdeploy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class EnvironmentCredentialsTest {
    private static final String KEY = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";

    private final String controllersOwn = EnvVars.masterEnvVars.get(KEY);

    @AfterEach
    void restore() {
        if (controllersOwn == null) {
            EnvVars.masterEnvVars.remove(KEY);
        } else {
            EnvVars.masterEnvVars.put(KEY, controllersOwn);
        }
    }

    @Test
    void areKeyAndSecretAndIfThereIsOneTheToken() {
        assertThat(EnvironmentCredentials.in(new EnvVars(KEY, "key", SECRET, "secret"))
                        .orElseThrow()
                        .resolveCredentials())
                .isEqualTo(AwsBasicCredentials.create("key", "secret"));
        assertThat(EnvironmentCredentials.in(new EnvVars(KEY, "key", SECRET, "secret", "AWS_SESSION_TOKEN", "token"))
                        .orElseThrow()
                        .resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("key", "secret", "token"));
    }

    @Test
    void areNoneWhenAPartIsMissing() {
        assertThat(EnvironmentCredentials.in(new EnvVars())).isEmpty();
        assertThat(EnvironmentCredentials.in(new EnvVars(KEY, "key"))).isEmpty();
        assertThat(EnvironmentCredentials.in(new EnvVars(KEY, " ", SECRET, "secret")))
                .isEmpty();
    }

    /** They may come yet, so whoever follows a deployment must not give up. */
    @Test
    void ofABlockThatHasNoneYetAreAskedForAgain() {
        EnvVars environment = new EnvVars(LentCredentials.unusable());

        assertThatThrownBy(() -> EnvironmentCredentials.in(environment))
                .matches(AwsFailure::isTransient)
                .hasMessageContaining("The credentials of the enclosing ecsTarget are not there yet");
    }

    /** On the built-in node a step sees the variables of the controller's process. */
    @Test
    void areNotTheControllersOwn() {
        EnvVars.masterEnvVars.put(KEY, "the-controllers");

        assertThat(EnvironmentCredentials.in(new EnvVars(KEY, "the-controllers", SECRET, "secret")))
                .isEmpty();
        assertThat(EnvironmentCredentials.in(new EnvVars(KEY, "the-builds", SECRET, "secret")))
                .isPresent();
    }
}
