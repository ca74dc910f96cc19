package io.jenkins.plugins.ecsdeploy.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderTest {
    private static final String WHOLE =
            "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:1\"}]}";
    private static final String CONTAINERS = "[{\"name\":\"web\",\"image\":\"registry/web:2\"}]";
    private static final Base REVISION = new Base.Revision("web:1");

    private TaskDefinitionChanges changes = TaskDefinitionChanges.none();
    private boolean clean;
    private boolean strict;

    @Test
    void aTextNeedsNothingOfAws() {
        assertThat(render(WHOLE, null, null).document().toJson()).contains("registry/web:1");
    }

    @Test
    void aBaseIsLookedUp() {
        assertThat(render(null, REVISION, null).document().family()).contains("described");
    }

    @Test
    void theFallbackIsForThoseWhoNameNothing() {
        assertThat(render(null, null, REVISION).document().family()).contains("described");
        assertThat(render(WHOLE, null, REVISION).document().family()).contains("web");
    }

    @Test
    void containersGoIntoTheBaseAndTheRestOfItStays() {
        Rendered rendered = render(CONTAINERS, REVISION, null);

        assertThat(rendered.document().family()).contains("described");
        assertThat(rendered.document().images()).isEqualTo(Map.of("web", "registry/web:2"));
        assertThat(rendered.notes()).containsExactly("Not in taskdef.json, so left out: sidecar");
    }

    @Test
    void containersGoIntoTheFieldsWhereThereIsNoBase() {
        changes = TaskDefinitionChanges.of(Map.of("fields", Map.of("family", "new")));

        assertThat(render(CONTAINERS, null, null).document().family()).contains("new");
    }

    @Test
    void oneBaseIsNeededAndOneIsEnough() {
        assertThatThrownBy(() -> render(null, null, null))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("There is no task definition to start from");
        assertThatThrownBy(() -> render(WHOLE, REVISION, null))
                .isInstanceOf(EngineException.class)
                .hasMessage("taskdef.json is a whole task definition, and task definition web:1 is another one."
                        + " Name one of them");
    }

    @Test
    void anUnknownKeyIsANoteOrWhenStrictAnError() {
        String odd = WHOLE.replace("\"image\"", "\"memroy\":1,\"image\"");

        assertThat(render(odd, null, null).notes())
                .containsExactly("containerDefinitions[0].memroy is unknown to this version of the AWS SDK"
                        + " (did you mean memory?). It is sent to ECS unchanged");
        strict = true;
        assertThatThrownBy(() -> render(odd, null, null))
                .isInstanceOf(EngineException.class)
                .hasMessage("taskdef.json: containerDefinitions[0].memroy is unknown to this version of the AWS SDK"
                        + " (did you mean memory?)");
    }

    @Test
    void saysWhatChanged() {
        changes = TaskDefinitionChanges.of(Map.of("images", Map.of("web", "registry/web:2")));

        assertThat(render(WHOLE, null, null).changes()).containsExactly("web: image registry/web:1 → registry/web:2");
    }

    @Test
    void saysThatPlaceholdersStay() {
        assertThat(render(WHOLE.replace("\"family\"", "\"cpu\":\"${CPU}\",\"family\""), null, null)
                        .notes())
                .containsExactly("taskdef.json holds ${…}, which is sent as it is; ecsRender fills in placeholders");
    }

    @Test
    void cleaningLeavesWhatTheCallerNames() {
        clean = true;
        changes = TaskDefinitionChanges.of(Map.of("fields", Map.of("ipcMode", "")));

        assertThat(render(WHOLE.replace("\"family\"", "\"pidMode\":\"\",\"family\""), null, null)
                        .document()
                        .json()
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("family", "containerDefinitions", "ipcMode");
    }

    private Rendered render(String text, Base base, Base fallback) {
        RenderRequest request = new RenderRequest(
                Optional.ofNullable(text).map(t -> new SourceText("taskdef.json", t, true)),
                Optional.ofNullable(base),
                Optional.ofNullable(fallback),
                Placeholders.none(),
                changes,
                clean,
                strict);
        return Render.render(request, RenderTest::described);
    }

    private static TaskDefinition described(Base base) {
        return TaskDefinition.of(
                "web:1",
                DocumentReader.read(
                        "web:1",
                        "{\"family\":\"described\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"registry/web:1\"},"
                                + "{\"name\":\"sidecar\",\"image\":\"side:1\"}]}",
                        Placeholders.none()));
    }
}
