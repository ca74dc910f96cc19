package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import io.jenkins.plugins.ecsdeploy.emulator.registry.RecordedRequest;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials follow the challenge, and go nowhere else. */
class AuthenticationTest extends RegistryTestBase {
    private static final String TOKEN = "/token?service=test-registry&scope=repository%3Ateam%2Fweb%3Apull%2Cpush";

    @Test
    void nothingIsSentToARegistryThatDoesNotAsk() {
        web().digest("1.0");

        assertThat(registry.requests())
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @Test
    void basicIsGivenWhenAskedForAndFromThenOnAtOnce() {
        registry.basic(USER, PASSWORD).quirk(Quirk.NEGOTIATE_FIRST);
        Repository web = web();

        web.digest("1.0");
        web.digest("1.0");

        assertThat(registry.lines())
                .containsExactly("HEAD " + WEB + "1.0 401", "HEAD " + WEB + "1.0 200", "HEAD " + WEB + "1.0 200");
        assertThat(registry.requests().get(0).header("Authorization")).isEmpty();
    }

    @Test
    void aTokenIsFetchedOnceForPullAndPush() {
        registry.bearer(USER, PASSWORD);
        Repository web = web();

        Manifest manifest = web.manifest("1.0").orElseThrow();
        web.put(manifest, "dev");

        assertThat(registry.lines())
                .containsExactly(
                        "GET " + WEB + "1.0 401",
                        "GET " + TOKEN + " 200",
                        "GET " + WEB + "1.0 200",
                        "PUT " + WEB + "dev 201");
        assertThat(registry.requests().get(1).header("Authorization")).startsWith("Basic ");
        assertThat(registry.requests().get(2).header("Authorization")).isEqualTo("Bearer token.1.of-the-test-registry");
    }

    @ParameterizedTest
    @EnumSource(names = {"NEGOTIATE_FIRST", "NO_SERVICE", "RELATIVE_REALM", "ACCESS_TOKEN"})
    void tokenServersDiffer(Quirk quirk) {
        registry.bearer(USER, PASSWORD).quirk(quirk);

        assertThat(web().digest("1.0")).contains(digest);
    }

    @Test
    void whereNoServiceIsNamedItIsTheRegistrysHost() {
        registry.bearer(USER, PASSWORD).quirk(Quirk.NO_SERVICE);

        web().digest("1.0");

        assertThat(registry.lines()).anyMatch(line -> line.startsWith("GET /token?service=127.0.0.1&"));
    }

    @Test
    void withoutALoginATokenIsForEverybody() {
        registry.bearer(null, null);

        assertThat(anonymous().digest("1.0")).contains(digest);
        assertThat(registry.requests().get(1).header("Authorization")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT60S", "PT5M"})
    void anExpiredTokenIsRenewedInTime(String lasts) {
        registry.bearer(USER, PASSWORD).tokensLast(Duration.parse(lasts));
        Repository web = web();
        Manifest manifest = web.manifest("1.0").orElseThrow();

        time.pass(Duration.parse(lasts).minusSeconds(3));
        web.put(manifest, "dev");

        assertThat(registry.lines())
                .filteredOn(line -> line.startsWith("GET /token"))
                .hasSize(2);
        assertThat(registry.lines()).filteredOn(line -> line.contains(" 401")).hasSize(1);
    }

    @Test
    void aTokenWhoseLifeIsNotSaidLastsAMinute() {
        registry.bearer(USER, PASSWORD).quirk(Quirk.ACCESS_TOKEN);
        Repository web = web();
        web.digest("1.0");
        time.pass(seconds(54));
        web.digest("1.0");
        time.pass(seconds(2));
        web.digest("1.0");

        assertThat(registry.lines())
                .filteredOn(line -> line.startsWith("GET /token"))
                .hasSize(2);
    }

    @Test
    void aTokenThatDoesNotCountAnyMoreIsFetchedOnceAgain() {
        registry.bearer(USER, PASSWORD);
        Repository web = web();
        Manifest manifest = web.manifest("1.0").orElseThrow();
        registry.revokeTokens();

        web.put(manifest, "dev");

        assertThat(registry.lines())
                .endsWith("PUT " + WEB + "dev 401", "GET " + TOKEN + " 200", "PUT " + WEB + "dev 201");
    }

    @Test
    void whoIsRefusedWithANewTokenIsRefused() {
        registry.bearer(USER, PASSWORD);
        Repository web = web();
        Manifest manifest = web.manifest("1.0").orElseThrow();
        registry.forgetRequests();
        Map<String, String> challenge = header("WWW-Authenticate", "Bearer realm=\"" + registry.url() + "/token\"");
        registry.answer("PUT", 401, challenge, "").answer("PUT", 401, challenge, "");

        assertThatThrownBy(() -> web.put(manifest, "dev"))
                .hasMessageContaining("failed: the registry answered 401")
                .hasMessageContaining("may pull and push");
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() {
        registry.bearer(USER, "another");

        assertThatThrownBy(() -> web().digest("1.0"))
                .hasMessageContaining("refused the login of 'jenkins' with 401")
                .hasMessageContaining("Check user and password of credentialsId")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void whoHasNoLoginIsToldToGiveOne() {
        registry.basic(USER, PASSWORD);

        assertThatThrownBy(() -> anonymous().manifest("1.0")).hasMessageContaining("Give credentialsId");
    }

    @Test
    void anIdentityTokenIsExchangedByAPost() {
        registry.bearer(USER, PASSWORD).identityToken("identity");
        RegistryLogin login = new RegistryLogin("<token>", "identity");

        assertThat(client(Optional.of(login)).repository("team/web").digest("1.0"))
                .contains(digest);

        RecordedRequest post = registry.requests().get(1);
        assertThat(post.toString()).isEqualTo("POST /token 200");
        assertThat(post.header("Authorization")).isEmpty();
    }

    @Test
    void aTokenServerWithoutPostIsAskedByGet() {
        registry.bearer("<token>", "identity").identityToken("identity").quirk(Quirk.NO_TOKEN_POST);
        RegistryLogin login = new RegistryLogin("<token>", "identity");

        assertThat(client(Optional.of(login)).repository("team/web").digest("1.0"))
                .contains(digest);
    }

    @Test
    void aRefreshTokenThatComesAlongIsUsed() {
        registry.bearer(USER, PASSWORD).quirk(Quirk.REFRESH_TOKEN);
        Repository web = web();
        web.digest("1.0");
        time.pass(Duration.ofMinutes(10));

        web.digest("1.0");

        assertThat(registry.lines()).contains("POST /token 200");
    }

    @Test
    void aCopyAsksForBothRepositories() {
        registry.bearer(USER, PASSWORD);
        RegistryClient client = client(Optional.of(new RegistryLogin(USER, PASSWORD)));
        Repository source = client.source("team/web");
        Repository target = client.copyOf("released/web", "team/web");
        String blob = source.manifest("1.0").orElseThrow().blobs().iterator().next();

        assertThat(target.mount(blob, source)).isTrue();

        assertThat(tokenScopes())
                .containsExactly(
                        "scope=repository%3Ateam%2Fweb%3Apull",
                        "scope=repository%3Areleased%2Fweb%3Apull%2Cpush&scope=repository%3Ateam%2Fweb%3Apull");
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST_SCOPE_ONLY", "ONE_SCOPE"})
    void aTokenServerThatGivesOnlyOneGivesTheOneThatIsNeededMost(Quirk quirk) {
        registry.bearer(USER, PASSWORD).quirk(quirk);
        RegistryClient client = client(Optional.of(new RegistryLogin(USER, PASSWORD)));
        Repository source = client.source("team/web");
        Manifest manifest = source.manifest("1.0").orElseThrow();
        registry.push("released/web", "old", IMAGE, TestImages.OCI_MANIFEST);

        client.copyOf("released/web", "team/web").put(manifest, "dev");

        assertThat(registry.tag("released/web", "dev")).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/token",
                "http://[::1]/token",
                "http://localhost/token",
                "file:///etc/passwd",
                "https:///token"
            })
    void noCredentialsAndNoRequestsForARealmInsideThisNetwork(String realm) {
        registry.bearer(USER, PASSWORD).realm(realm);

        assertThatThrownBy(() -> web().digest("1.0"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("which is not asked")
                .hasMessageContaining("Nothing was sent there");
    }

    @Test
    void aRealmOfAnHttpsRegistryMustBeHttps() {
        Addresses addresses = new Addresses(URI.create("https://registry.example.com"));

        assertThat(addresses.objectionToRealm(URI.create("http://registry.example.com/token")))
                .contains("it is not https");
        assertThat(addresses.objectionToRealm(URI.create("https://auth.example.com/token")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"token\":\"a\\r\\nX-Evil: 1\"}", "[1]", "{\"token\":{\"a\":1}}"})
    void anAnswerWithoutATokenIsNone(String body) {
        registry.bearer(USER, PASSWORD).answer("GET /token", 200, Map.of(), body);

        assertThatThrownBy(() -> web().digest("1.0"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("answered without a token");
    }

    @Test
    void anAnswerOfTheTokenServerIsSmall() {
        registry.bearer(USER, PASSWORD)
                .answer("GET /token", 200, Map.of(), "{\"token\":\"" + "x".repeat(70_000) + "\"}");

        assertThatThrownBy(() -> web().digest("1.0")).hasMessageContaining("larger than 65536 bytes");
    }

    private List<String> tokenScopes() {
        return registry.lines().stream()
                .filter(line -> line.startsWith("GET /token"))
                .map(line -> line.substring(line.indexOf("scope="), line.lastIndexOf(' ')))
                .toList();
    }
}
