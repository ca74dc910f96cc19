package io.jenkins.plugins.ecsdeploy.engine.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.Role;
import io.jenkins.plugins.ecsdeploy.engine.aws.StsApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Roles are assumed when that is needed and no more often, as STS allows it. The clock is the emulator's. */
class AssumedRoleTest {
    private final EcsEmulator emulator = EcsEmulator.start();
    private final StsClient client = EmulatorClients.sts(emulator, emulator.credentials());
    private final StsApi sts = new StsApi(client);
    private final Sessions sessions = new Sessions(emulator.clock()::now);
    private final Keys user = new Keys(EmulatorClients.forSdk(emulator.credentials()));

    @AfterEach
    void close() {
        client.close();
        emulator.close();
    }

    @Test
    void oneSessionServesManyCallsAndAllWhoAskForIt() {
        String arn = emulator.role("deployer");

        AwsCredentials first = assumed(role(arn, "deploy@1")).resolveCredentials();
        for (int i = 0; i < 20; i++) {
            assertThat(assumed(role(arn, "deploy@1")).resolveCredentials()).isEqualTo(first);
        }

        assertThat(arn(first)).isEqualTo("arn:aws:sts::123456789012:assumed-role/deployer/deploy@1");
        assertThat(sessionNames()).containsExactly("deploy@1");
    }

    @Test
    void thoseWhoAskAtTheSameTimeOpenOne() {
        AssumedRole role = assumed(role(emulator.role("deployer"), "deploy@1"));

        Stream.generate(() -> CompletableFuture.supplyAsync(role::resolveCredentials))
                .limit(20)
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(sessionNames()).hasSize(1);
    }

    @Test
    void eachBuildHasItsOwnNameAndAllAreTheSameIdentity() {
        String arn = emulator.role("deployer");
        AssumedRole first = assumed(role(arn, "deploy@1"));
        AssumedRole second = assumed(role(arn, "deploy@2"));

        assertThat(arn(first.resolveCredentials())).endsWith("/deploy@1");
        assertThat(arn(second.resolveCredentials())).endsWith("/deploy@2");
        assertThat(first.identity()).isEqualTo(second.identity()).doesNotContain(secret());
    }

    @Test
    void whoKnowsAnAccessKeyAloneIsSomebodyElse() {
        AwsBasicCredentials wrong =
                AwsBasicCredentials.create(emulator.credentials().accessKeyId(), "guessed");

        assertThat(new Keys(wrong).identity()).isNotEqualTo(user.identity());
        assertThat(new Keys(EmulatorClients.forSdk(emulator.credentials())).identity())
                .isEqualTo(user.identity())
                .doesNotContain(secret());
    }

    @Test
    void isRenewedShortlyBeforeItsEnd() {
        AssumedRole role = assumed(role(emulator.role("deployer"), "deploy@1"));
        AwsCredentials first = role.resolveCredentials();

        pass(Duration.ofMinutes(54));
        assertThat(role.resolveCredentials()).isEqualTo(first);

        pass(Duration.ofMinutes(1));
        assertThat(role.resolveCredentials()).isNotEqualTo(first);
        assertThat(sessionNames()).hasSize(2);
    }

    @Test
    void outlastsAnStsThatIsOutOfOrderWhileTheSessionLasts() {
        AssumedRole role = assumed(role(emulator.role("deployer"), "deploy@1"));
        AwsCredentials first = role.resolveCredentials();
        emulator.faults().serverError("AssumeRole", 2, 503);

        pass(Duration.ofMinutes(59));
        assertThat(role.resolveCredentials()).isEqualTo(first);

        pass(Duration.ofMinutes(1));
        assertThatThrownBy(role::resolveCredentials)
                .isInstanceOf(SdkException.class)
                .satisfies(e -> assertThat(AwsFailure.isTransient(e)).isTrue());
        assertThat(role.resolveCredentials()).isNotEqualTo(first);
    }

    @Test
    void isOpenedAnewWhenAwsSaysThatItHasEnded() {
        AssumedRole role = assumed(role(emulator.role("deployer"), "deploy@1"));
        AwsCredentials first = role.resolveCredentials();

        assertThat(role.expired()).isTrue();

        assertThat(role.resolveCredentials()).isNotEqualTo(first);
    }

    @Test
    void asksForTheDurationAndTheExternalId() {
        String arn = emulator.role("guarded", "secret-id", Duration.ofHours(12));

        assumed(new Role(arn, Optional.of("secret-id"), Duration.ofHours(12), "deploy@1"))
                .resolveCredentials();

        assertThat(emulator.calls("AssumeRole")).singleElement().satisfies(call -> {
            assertThat(call.request().path("DurationSeconds").asInt()).isEqualTo(43200);
            assertThat(call.request().path("ExternalId").asText()).isEqualTo("secret-id");
        });
    }

    @Test
    void aRoleAssumedWithARoleLastsAnHourAtMost() {
        String first = emulator.role("first", null, Duration.ofHours(12));
        String second = emulator.role("second", null, Duration.ofHours(12));
        AssumedRole chained = new AssumedRole(
                sessions,
                sts,
                assumed(new Role(first, Optional.empty(), Duration.ofHours(12), "deploy@1")),
                new Role(second, Optional.empty(), Duration.ofHours(12), "deploy@1"));

        assertThat(arn(chained.resolveCredentials())).contains("assumed-role/second/");

        assertThat(emulator.calls("AssumeRole"))
                .extracting(call -> call.request().path("DurationSeconds").asInt())
                .containsExactly(43200, 3600);
        pass(Duration.ofMinutes(55));
        chained.resolveCredentials();
        assertThat(emulator.calls("AssumeRole")).hasSize(3);
    }

    @Test
    void aRoleThatMayNotBeAssumedIsSaidWithWhatToAllow() {
        String arn = emulator.role("guarded", "secret-id", Duration.ofHours(1));

        assertThatThrownBy(() -> assumed(role(arn, "deploy@1")).resolveCredentials())
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll(
                        "AssumeRole of " + arn,
                        "AccessDenied",
                        "Let arn:aws:iam::123456789012:user/jenkins assume " + arn,
                        "trust policy",
                        "external id");
    }

    @Test
    void endedSessionsAreNotKept() {
        String arn = emulator.role("deployer");
        for (int build = 1; build <= 5; build++) {
            assumed(role(arn, "deploy@" + build)).resolveCredentials();
        }

        pass(Duration.ofHours(1));
        assumed(role(arn, "deploy@6")).resolveCredentials();

        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void aRoleThatCouldNotBeAssumedLeavesNothingBehind() {
        emulator.faults().deny("AssumeRole");
        String arn = emulator.role("deployer");
        for (int build = 1; build <= 5; build++) {
            AssumedRole role = assumed(role(arn, "deploy@" + build));
            assertThatThrownBy(role::resolveCredentials).isInstanceOf(EngineException.class);
        }

        assertThat(sessions.size()).isZero();
    }

    @Test
    void aUsersKeysAreExchangedForTemporaryOnes() {
        UserSession session = new UserSession(sessions, sts, user, Duration.ofHours(1));

        AwsCredentials first = session.resolveCredentials();

        assertThat(first).isInstanceOf(AwsSessionCredentials.class).isEqualTo(session.resolveCredentials());
        assertThat(arn(first)).endsWith(":user/jenkins");
        pass(Duration.ofMinutes(55));
        assertThat(session.resolveCredentials()).isNotEqualTo(first);
        assertThat(emulator.calls("GetSessionToken")).hasSize(2);
    }

    private AssumedRole assumed(Role role) {
        return new AssumedRole(sessions, sts, user, role);
    }

    private static Role role(String arn, String sessionName) {
        return new Role(arn, Optional.empty(), Role.HOUR, sessionName);
    }

    private String arn(AwsCredentials credentials) {
        return sts.identity(credentials).arn();
    }

    private List<String> sessionNames() {
        return emulator.calls("AssumeRole").stream()
                .map(call -> call.request().path("RoleSessionName").asText())
                .toList();
    }

    private String secret() {
        return emulator.credentials().secretAccessKey();
    }

    private void pass(Duration time) {
        emulator.clock().advance(time);
    }
}
