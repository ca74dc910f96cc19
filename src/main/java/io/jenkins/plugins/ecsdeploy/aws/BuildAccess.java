package io.jenkins.plugins.ecsdeploy.aws;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsAccess;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Where and as whom a build calls AWS: its own credentials first, the controller's only if an administrator allows it. */
public final class BuildAccess {
    private BuildAccess() {}

    /**
     * The region of a step.
     *
     * @param argument the step's own argument, which may be null
     * @throws AbortException if neither the step nor the build's environment names one
     */
    public static String region(String argument, EnvVars environment) throws AbortException {
        return Stream.of(argument, environment.get("AWS_REGION"), environment.get("AWS_DEFAULT_REGION"))
                .map(Util::fixEmptyAndTrim)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow(() -> new AbortException(
                        "No AWS region. Set region: 'eu-central-1', say, or AWS_REGION in the environment"));
    }

    /**
     * ECS as the build may use it.
     *
     * @param credentialsId the step's own argument, which may be null
     * @param environment the variables of the build as they are now
     */
    public static EcsApi ecs(Run<?, ?> run, String region, String credentialsId, Supplier<EnvVars> environment) {
        return EcsRuntime.get()
                .clients()
                .ecs(new AwsAccess(
                        region, EcsDeployConfiguration.get().endpoint(), credentials(run, credentialsId, environment)));
    }

    private static AwsCredentialsProvider credentials(
            Run<?, ?> run, String credentialsId, Supplier<EnvVars> environment) {
        if (Util.fixEmptyAndTrim(credentialsId) != null) {
            return new StoredCredentials(run, credentialsId.trim());
        }
        Optional<AwsCredentialsProvider> variables = EnvironmentCredentials.in(environment.get());
        if (variables.isPresent()) {
            return variables.get();
        }
        if (EcsDeployConfiguration.get().isAllowControllerIdentity()) {
            return DefaultCredentialsProvider.create();
        }
        throw new EngineException("No AWS credentials. Set credentialsId, or run the step within withCredentials or"
                + " withAWS. The controller's own identity is not used unless an administrator allows it");
    }
}
