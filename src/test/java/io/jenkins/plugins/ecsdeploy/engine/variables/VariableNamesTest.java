package io.jenkins.plugins.ecsdeploy.engine.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
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
        assertThatThrownBy(() -> VariableNames.checkSettable(List.of("SERVICE1_BUILD", name)))
                .hasMessageStartingWith("set: an upstream build may not set " + name + ", because")
                .hasMessageContaining("Nothing was set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVICE1_BUILD", "MY_PATH", "ENVIRONMENT", "HOMEPAGE", "VERSION", "OPTS", "A"})
    void othersAre(String name) {
        assertThatCode(() -> VariableNames.checkSettable(List.of(name))).doesNotThrowAnyException();
    }

    @Test
    void allRefusedNamesAreNamed() {
        assertThatThrownBy(() -> VariableNames.checkSettable(List.of("PATH", "A", "AWS_REGION")))
                .hasMessageContaining("may not set PATH, AWS_REGION, because");
    }

    @Test
    void namesThatDifferInCaseOnlyAreOneVariable() {
        assertThatThrownBy(() -> VariableNames.checkSettable(List.of("Build", "BUILD")))
                .hasMessageContaining("Build and BUILD are one environment variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD800", "x\uDC00\uD800", "\uFFFE", "\uFFFF"})
    void whatXmlCannotHoldIsNotKept(String value) {
        assertThatThrownBy(() -> VariableValues.checkStorable(Map.of("A", value)))
                .message()
                .matches("A has the character U\\+[0-9A-F]{4}, which cannot be kept with a build.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ß 😀", "\u0001\u001b\r\n\t\u0085\u2028\uFEFF\uFFFD", "\uDBBF\uDFFF"})
    void anyOtherTextIs(String value) {
        assertThatCode(() -> VariableValues.checkStorable(Map.of("A", value))).doesNotThrowAnyException();
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
