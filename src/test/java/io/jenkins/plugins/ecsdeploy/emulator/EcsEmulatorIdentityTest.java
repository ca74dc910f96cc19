package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Who may call, and for how long. */
class EcsEmulatorIdentityTest extends EmulatorTestBase {
    private final StsClient sts = EmulatorClients.sts(emulator, emulator.credentials());

    @Test
    void theCallerIsKnown() {
        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/jenkins");
        assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }

    @Test
    void anAssumedRoleWorksUntilItExpires() {
        String role = emulator.role("deployer");
        AssumeRoleResponse answer = sts.assumeRole(
                r -> r.roleArn(role).roleSessionName("jenkins-job-12").durationSeconds(900));
        assertThat(answer.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/jenkins-job-12");
        assertThat(answer.credentials().expiration()).isEqualTo(EmulatorClock.START.plusSeconds(900));
        assertThat(emulator.calls("AssumeRole")).singleElement().satisfies(call -> {
            assertThat(call.request().path("RoleSessionName").asText()).isEqualTo("jenkins-job-12");
            assertThat(call.request().path("DurationSeconds").asText()).isEqualTo("900");
        });

        Credentials session = new Credentials(
                answer.credentials().accessKeyId(),
                answer.credentials().secretAccessKey(),
                answer.credentials().sessionToken(),
                null);
        try (EcsClient assumed = EmulatorClients.ecs(emulator, session);
                StsClient chained = EmulatorClients.sts(emulator, session)) {
            assertThat(chained.getCallerIdentity().arn()).contains(":assumed-role/deployer/");
            pass(899);
            assumed.listClusters();
            pass(1);
            assertThat(code(assumed::listClusters)).isEqualTo("ExpiredTokenException");
            assertThat(code(chained::getCallerIdentity)).isEqualTo("ExpiredToken");
        }
    }

    @Test
    void rolesAreGuarded() {
        String role = emulator.role("guarded", "secret-id", Duration.ofHours(2));
        assertThat(code(() -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("job"))))
                .isEqualTo("AccessDenied");
        assertThat(code(() -> sts.assumeRole(r -> r.roleArn(role + "x").roleSessionName("job"))))
                .isEqualTo("AccessDenied");
        assertThat(code(() -> sts.assumeRole(
                        r -> r.roleArn(role).roleSessionName("a job").externalId("secret-id"))))
                .isEqualTo("ValidationError");
        assertThat(code(() -> sts.assumeRole(r -> r.roleArn(role)
                        .roleSessionName("job")
                        .externalId("secret-id")
                        .durationSeconds(7201))))
                .isEqualTo("ValidationError");
        assertThat(sts.assumeRole(r -> r.roleArn(role)
                                .roleSessionName("job")
                                .externalId("secret-id")
                                .durationSeconds(7200))
                        .credentials())
                .isNotNull();
    }

    @Test
    void roleChainingIsLimitedToAnHour() {
        String role = emulator.role("long", null, Duration.ofHours(12));
        var first = sts.assumeRole(r -> r.roleArn(role).roleSessionName("job").durationSeconds(43200))
                .credentials();
        Credentials session = new Credentials(first.accessKeyId(), first.secretAccessKey(), first.sessionToken(), null);
        try (StsClient chained = EmulatorClients.sts(emulator, session)) {
            assertThatThrownBy(() -> chained.assumeRole(
                            r -> r.roleArn(role).roleSessionName("job").durationSeconds(3601)))
                    .hasMessageContaining("1 hour session limit for roles assumed by role chaining");
        }
    }

    @Test
    void temporaryCredentialsOfAUserExpireToo() {
        try (EcsClient client = EmulatorClients.ecs(emulator, emulator.temporaryCredentials(Duration.ofHours(1)))) {
            client.listClusters();
            pass(3600);
            assertThat(code(client::listClusters)).isEqualTo("ExpiredTokenException");
        }
    }

    @Test
    void aUserMayHaveTemporaryCredentialsAndThoseMayNot() {
        var answer = sts.getSessionToken(r -> r.durationSeconds(900)).credentials();
        Credentials session =
                new Credentials(answer.accessKeyId(), answer.secretAccessKey(), answer.sessionToken(), null);

        assertThat(answer.expiration()).isEqualTo(EmulatorClock.START.plusSeconds(900));
        assertThat(code(() -> sts.getSessionToken(r -> r.durationSeconds(899)))).isEqualTo("ValidationError");
        try (StsClient client = EmulatorClients.sts(emulator, session)) {
            assertThat(client.getCallerIdentity().arn()).endsWith(":user/jenkins");
            assertThat(code(client::getSessionToken)).isEqualTo("AccessDenied");
        }
    }

    @Test
    void unknownKeysAndWrongSecretsAreRefused() {
        Credentials known = emulator.credentials();
        assertThat(codeWith(new Credentials("AKIAUNKNOWN000000000", known.secretAccessKey(), null, null)))
                .isEqualTo("UnrecognizedClientException");
        assertThat(codeWith(new Credentials(known.accessKeyId(), "wrong", null, null)))
                .isEqualTo("InvalidSignatureException");
        assertThat(codeWith(new Credentials(known.accessKeyId(), known.secretAccessKey(), "token", null)))
                .isEqualTo("UnrecognizedClientException");
        assertThat(known.toString()).doesNotContain(known.secretAccessKey());
    }

    private String codeWith(Credentials credentials) {
        try (EcsClient client = EmulatorClients.ecs(emulator, credentials)) {
            return code(client::listClusters);
        }
    }

    private static String code(Runnable call) {
        try {
            call.run();
            return null;
        } catch (AwsServiceException e) {
            assertThat(e.requestId()).isNotBlank();
            return e.awsErrorDetails().errorCode();
        }
    }
}
