package io.jenkins.plugins.ecsdeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPatternsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "team-a/** | team-a/deploy",
                "team-a/** | team-a/app/main",
                "/team-a/** | team-a/deploy",
                "deploy | deploy",
                "** | a/b/c",
                "*/deploy | a/deploy",
                "**/deploy | a/b/deploy",
                "team-?/x | team-a/x",
                "other, team-a/* | team-a/x",
                "'other\nteam-a/*' | team-a/x",
                "a+b/x | a+b/x",
                "app/release%2F* | app/release%2F1.0",
            })
    void matches(String patterns, String job) {
        assertThat(JobPatterns.of(patterns).match(job)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "team-a/** | team-a",
                "team-a/** | team-ab/x",
                "team-a/** | x/team-a/y",
                "team-a/** | Team-A/x",
                "team-a/* | team-a/app/main",
                "*/deploy | deploy",
                "**/deploy | deploy",
                "team-?/x | team-//x",
                "team.a/x | team-a/x",
                "a+b/x | aab/x",
                "(.*) | deploy",
                "\\E.*\\Q | deploy",
                "app/main | 'app/main\n'",
                "app/main | 'x\napp/main'",
                "app/release/* | app/release%2F1.0",
                "'' | deploy",
                "',' | ''",
                "null | deploy",
            })
    void doesNotMatch(String patterns, String job) {
        assertThat(JobPatterns.of(patterns).match(job)).isFalse();
    }

    @Test
    void namesThePatternsThatMatchNothing() {
        JobPatterns patterns = JobPatterns.of("team-a/**, team-b/deploy\n*");

        assertThat(patterns.without(List.of("team-a/x", "deploy"))).containsExactly("team-b/deploy");
        assertThat(patterns.without(List.of("team-b/deploy"))).containsExactly("team-a/**", "*");
    }
}
