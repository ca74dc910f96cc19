package io.jenkins.plugins.ecsdeploy.engine.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "Path",
                "LD_PRELOAD",
                "DYLD_INSERT_LIBRARIES",
                "BASH_ENV",
                "ENV",
                "JAVA_TOOL_OPTIONS",
                "_JAVA_OPTIONS",
                "NODE_OPTIONS",
                "MAVEN_OPTS",
                "GIT_SSH_COMMAND",
                "HOME",
                "http_proxy",
                "HTTPS_PROXY",
                "AWS_ENDPOINT_URL",
                "JENKINS_URL",
                "HUDSON_HOME",
                "BUILD_NUMBER",
                "JOB_NAME",
                "WORKSPACE",
                "WORKSPACE_TMP",
                "PYTHONPATH",
                "PERL5OPT",
                "RUBYOPT",
                "BRANCH_NAME",
                "NODE_NAME",
                "TMPDIR"
            })
    void namesThatChangeHowProgramsRunAreNotSet(String name) {
        assertThatThrownBy(() -> VariableNames.checkSettable(Map.of("SERVICE1_BUILD", "1", name, "x")))
                .hasMessageStartingWith("set: an upstream build may not set " + name + ", because")
                .hasMessageContaining("Nothing was set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVICE1_BUILD", "MY_PATH", "ENVIRONMENT", "HOMEPAGE", "VERSION", "OPTS", "A"})
    void othersAre(String name) {
        assertThatCode(() -> VariableNames.checkSettable(Map.of(name, "x"))).doesNotThrowAnyException();
    }

    @Test
    void allRefusedNamesAreNamed() {
        assertThatThrownBy(() ->
                        VariableNames.checkSettable(new TreeMap<>(Map.of("PATH", "1", "A", "1", "AWS_REGION", "1"))))
                .hasMessageContaining("may not set AWS_REGION, PATH, because");
    }

    @Test
    void namesThatDifferInCaseOnlyAreOneVariable() {
        assertThatThrownBy(() -> VariableNames.checkSettable(new TreeMap<>(Map.of("Build", "1", "BUILD", "1"))))
                .hasMessageContaining("BUILD and Build are one environment variable");
    }

    @Test
    void aValueThatNoEnvironmentHoldsIsNotSet() {
        assertThatThrownBy(() -> VariableNames.checkSettable(Map.of("A", "x\0y")))
                .hasMessageContaining("A has the character U+0000");
    }

    @Test
    void aFilterTakesGlobsAndCommas() {
        NameFilter filter = NameFilter.of(" SERVICE1_*, *_TAG ,V?");

        assertThat(List.of("SERVICE1_BUILD", "SERVICE1_", "X_TAG", "_TAG", "V1"))
                .allMatch(filter::matches);
        assertThat(List.of("SERVICE2_BUILD", "service1_build", "TAG", "V", "V12"))
                .noneMatch(filter::matches);
        assertThat(NameFilter.of(null).matches("A")).isTrue();
        assertThat(NameFilter.of(" ").matches("A")).isTrue();
    }

    @Test
    void aWriterRefusesWhatCouldNotBeRead() {
        assertThatThrownBy(() -> VariablesWriter.write(Map.of("A-B", "1")))
                .hasMessage("A build variable cannot be called 'A-B': letters, digits and _, no digit first");
        assertThatThrownBy(() -> VariablesWriter.write(Map.of("A", "x".repeat(Limits.FILE_BYTES))))
                .hasMessageContaining("one file takes at most 65536");
        assertThat(VariablesWriter.write(Map.of("A", "it's $1 `\\u0041`\n\0ß")))
                .isEqualTo("env.A='it\\'s $1 `\\\\u0041`\\n\\000\\u00df'\n");
    }
}
