package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "41",
                "web:41",
                "my_web-1:1",
                "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:41",
                "arn:aws-cn:ecs:cn-north-1:111122223333:task-definition/web:41"
            })
    void namesARevision(String text) {
        assertThatCode(() -> RevisionName.check("to", text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "web:",
                ":41",
                "web:latest",
                "web:41:42",
                "1234567890",
                "web 41",
                "registry/web:41",
                "arn:aws:ecs:eu-central-1:111122223333:task-definition/web"
            })
    void namesNone(String text) {
        assertThatThrownBy(() -> RevisionName.check("to", text))
                .hasMessage("to is '" + text + "', which names no revision. Give 'web:41', say, an ARN or a revision's"
                        + " number");
    }
}
