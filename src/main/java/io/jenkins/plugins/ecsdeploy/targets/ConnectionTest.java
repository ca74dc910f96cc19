package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.AssumedRole;
import io.jenkins.plugins.ecsdeploy.engine.aws.session.Sessions;
import io.jenkins.plugins.ecsdeploy.engine.verify.Connection;
import io.jenkins.plugins.ecsdeploy.engine.verify.ConnectionCheck;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Tries a target as it is in the form, for the one who configures it. It calls AWS while that person waits. */
final class ConnectionTest {
    private ConnectionTest() {}

    /** @param cluster as it is in the form */
    static FormValidation test(Supplier<UsableTarget> entered, String cluster) {
        return with(
                () -> {
                    UsableTarget target = entered.get();
                    target.target().setCluster(cluster);
                    return target;
                },
                check -> ConnectionWords.of(check.run()));
    }

    /** To choose one from, so it does not matter which is in the form. */
    static FormValidation clusters(Supplier<UsableTarget> entered) {
        return with(entered, check -> ConnectionWords.of(check.clusters()));
    }

    private static FormValidation with(
            Supplier<UsableTarget> entered, Function<ConnectionCheck, FormValidation> question) {
        try {
            UsableTarget target = entered.get();
            target.target().check();
            return question.apply(new ConnectionCheck(EcsRuntime.get().clients(), connection(target)));
        } catch (IllegalArgumentException | EngineException | SdkException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static Connection connection(UsableTarget usable) {
        Target target = usable.target();
        return new Connection(
                target.getRegion(),
                usable.endpoint(),
                usable.stsEndpoint(),
                credentials(usable),
                Optional.ofNullable(target.getRoleArn())
                        .map(arn -> new Connection.Role(
                                arn, Optional.ofNullable(target.getExternalId()), target.getSessionDurationSeconds())),
                // The cluster that ECS takes when none is named (API reference, UpdateService, "cluster").
                Optional.ofNullable(target.getCluster()).orElse("default"));
    }

    private static AwsCredentialsProvider credentials(UsableTarget usable) {
        Optional<AmazonWebServicesCredentials> found = usable.credentials();
        if (found.isEmpty()) {
            return controllersOwn(Messages.ConnectionTest_noCredentials());
        }
        if (found.get() instanceof AWSCredentialsImpl own
                && Util.fixEmptyAndTrim(own.getIamMfaSerialNumber()) != null) {
            throw new EngineException(Messages.ConnectionTest_mfa());
        }
        // With sessions of its own, because it is to be seen whether the role can be assumed now.
        Sessions sessions = new Sessions(EcsRuntime.get().scheduler()::now);
        return StoredCredentials.identity(
                found.get(),
                (base, role) -> new AssumedRole(
                        sessions,
                        EcsRuntime.get().clients().sts(usable.target().getRegion(), usable.stsEndpoint()),
                        base,
                        new Role(role.arn(), role.externalId(), role.lasts(), "jenkins-connection-test")));
    }

    private static AwsCredentialsProvider controllersOwn(String otherwise) {
        if (!EcsDeployConfiguration.get().isAllowControllerIdentity()) {
            throw new EngineException(otherwise);
        }
        return DefaultCredentialsProvider.create();
    }
}
