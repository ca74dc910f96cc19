package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header WWW-Authenticate, as servers write it. */
class ChallengeTest {
    @Test
    void oneWithParameters() {
        assertThat(
                        Challenge.all(
                                "Bearer realm=\"https://auth.example.com/token\",service=\"r\",scope=\"repository:a:pull,push\""))
                .containsExactly(new Challenge(
                        "bearer",
                        Map.of(
                                "realm", "https://auth.example.com/token",
                                "service", "r",
                                "scope", "repository:a:pull,push")));
    }

    @Test
    void severalInOneHeader() {
        assertThat(
                        Challenge.all(
                                "Negotiate, NTLM TlRMTVNTUAABAAAA==, Basic realm=\"Sonatype \\\"Nexus\\\", here\", charset=UTF-8"))
                .extracting(Challenge::scheme)
                .containsExactly("negotiate", "ntlm", "basic");
    }

    @Test
    void quotesAreTakenAway() {
        assertThat(Challenge.all("Basic realm=\"a \\\"b\\\", c\"").get(0).parameter("realm"))
                .contains("a \"b\", c");
    }

    @Test
    void spacesAndCasesDoNotCount() {
        assertThat(Challenge.all("  BEARER  Realm = \"x\" ,SERVICE=y"))
                .containsExactly(new Challenge("bearer", Map.of("realm", "x", "service", "y")));
    }

    @Test
    void theFirstOfAParameterCounts() {
        assertThat(Challenge.all("Bearer realm=\"a\",realm=\"b\"").get(0).parameter("realm"))
                .contains("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,,", "=", "\"", "Bearer realm=\"open", "Bearer realm"})
    void whatIsNoneIsNone(String header) {
        assertThat(Challenge.all(header)).noneMatch(challenge -> challenge.isBearer() || challenge.isBasic());
    }

    @Test
    void aLongOneTakesNoTime() {
        List<String> hostile =
                List.of("a=".repeat(4000), "\"\\".repeat(4000), "a ".repeat(4000), "a a=\"\\".repeat(1000));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> hostile.forEach(Challenge::all));
    }
}
