package io.jenkins.plugins.ecsdeploy.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Images of elsewhere go into the containers of the same names. */
class TakenImagesTest {
    private static final String DIGEST = "@sha256:" + "a".repeat(64);
    private static final String TWO =
            "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"web:1\"},"
                    + "{\"name\":\"proxy\",\"image\":\"<PROXY>\"}]}";

    private final Map<String, String> there =
            new LinkedHashMap<>(Map.of("web", "registry/web:90" + DIGEST, "proxy", "registry/proxy:1.2" + DIGEST));

    @Test
    void everyContainerGetsItsImage() {
        assertThat(images(Map.of())).containsExactlyInAnyOrderEntriesOf(there);
    }

    @Test
    void containersThatImagesNamesKeepThese() {
        assertThat(images(Map.of("images", Map.of("proxy", "registry/proxy:2"))))
                .containsEntry("proxy", "registry/proxy:2")
                .containsEntry("web", there.get("web"));
    }

    @Test
    void soDoThoseOfAFileOfImages() {
        assertThat(images(Map.of("imageDefinitions", Map.of("proxy", "registry/proxy:2"))))
                .containsEntry("proxy", "registry/proxy:2");
    }

    @Test
    void whatImagesNamesNeedNotBeThere() {
        there.remove("proxy");

        assertThat(images(Map.of("images", Map.of("proxy", "registry/proxy:2"))))
                .containsEntry("web", there.get("web"));
    }

    @Test
    void theOtherChangesAreMadeAsWell() {
        assertThat(rendered(Map.of("environment", Map.of("web", Map.of("COLOUR", "green"))))
                        .document()
                        .toJson())
                .contains("COLOUR", there.get("web"));
    }

    @Test
    void aContainerThatIsMissingThereIsSaidWithBoth() {
        there.remove("proxy");

        refused(
                Map.of(),
                "the containers of taskdef.json are web, proxy, and those of service web in cluster staging are web.",
                "proxy is missing there. Give its image by images");
    }

    @Test
    void soIsOneThatIsMissingHere() {
        there.put("agent", "registry/agent:1" + DIGEST);

        refused(Map.of(), "agent is missing here. Add it to the task definition");
    }

    @Test
    void anImageWhoseDigestIsNotKnownIsNotTaken() {
        there.put("web", "registry/web:90");

        refused(
                Map.of(),
                "container web of service web in cluster staging is registry/web:90",
                "Give the image by images");
    }

    @Test
    void itIsNoTroubleWhereNobodyWantsIt() {
        there.put("web", "registry/web:90");

        assertThat(images(Map.of("images", Map.of("web", "registry/web:91")))).containsEntry("web", "registry/web:91");
    }

    @Test
    void oneTagForAllWouldChangeWhatIsTaken() {
        refused(Map.of("tag", "91"), "tag would give a tag to all containers");
    }

    @Test
    void nothingIsTakenAsItIsWithImagesOfElsewhere() {
        RenderRequest live = RenderRequest.asItIs(new Base.Revision("web:1"));

        assertThat(live.revisionAsItIs()).isPresent();
        assertThat(live.taking(taken()).revisionAsItIs()).isEmpty();
    }

    private void refused(Map<String, ?> changes, String... words) {
        assertThatThrownBy(() -> rendered(changes))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll(words);
    }

    private Map<String, String> images(Map<String, ?> changes) {
        return rendered(changes).document().images();
    }

    private Rendered rendered(Map<String, ?> changes) {
        RenderRequest request = new RenderRequest(
                Optional.of(new SourceText("taskdef.json", TWO, true)),
                Optional.empty(),
                Optional.empty(),
                Placeholders.none(),
                TaskDefinitionChanges.of(changes),
                false,
                false);
        return Render.render(request.taking(taken()), base -> {
            throw new AssertionError("It is a whole document");
        });
    }

    private TakenImages taken() {
        return new TakenImages("service web in cluster staging", null, there);
    }
}
