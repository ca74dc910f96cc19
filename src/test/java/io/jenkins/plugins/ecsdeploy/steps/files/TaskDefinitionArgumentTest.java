package io.jenkins.plugins.ecsdeploy.steps.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no file of a workspace; the rest is in {@code EcsRenderStepTest}. */
class TaskDefinitionArgumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"{\"family\":\"web\"}", "[{\"name\":\"web\"}]", "family: web\ncontainerDefinitions: []"})
    void aDocumentIsTakenAsSuch(String document) throws Exception {
        assertThat(TaskDefinitionArgument.of(document, null).text())
                .contains(new SourceText("taskDefinition", document, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web:12",
                "my_web-app:1",
                "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:12",
                "arn:aws-cn:ecs:cn-north-1:111122223333:task-definition/web"
            })
    void aRegisteredRevisionIsNamed(String id) throws Exception {
        assertThat(TaskDefinitionArgument.of(id, null).base()).contains(new Base.Revision(id));
    }

    @Test
    void nothingIsNothing() throws Exception {
        TaskDefinitionArgument argument = TaskDefinitionArgument.of(null, null);

        assertThat(argument.text()).isEmpty();
        assertThat(argument.base()).isEmpty();
    }
}
