package io.jenkins.plugins.ecsdeploy.steps.files;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GString;
import io.jenkins.plugins.ecsdeploy.steps.EcsDeployStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.codehaus.groovy.runtime.GStringImpl;
import org.junit.jupiter.api.Test;

/** Nothing of a script's own gets into what Pipeline writes down of a step. */
class OwnCopyTest {
    private final GString text = new GStringImpl(new Object[] {2}, new String[] {"v", ""});

    @Test
    void holdsWhatTheScriptGave() {
        Map<String, Object> given = new TreeMap<>(Map.of(
                "text", text, "number", 1, "yes", true, "list", List.of(text, List.of(2)), "map", Map.of(text, text)));
        given.put("nothing", null);
        given.put("array", new Object[] {text});

        Map<String, Object> copy = OwnCopy.of(given);

        assertThat(copy)
                .isExactlyInstanceOf(LinkedHashMap.class)
                .containsEntry("text", "v2")
                .containsEntry("number", 1)
                .containsEntry("yes", true)
                .containsEntry("list", List.of("v2", List.of(2)))
                .containsEntry("map", Map.of("v2", "v2"))
                .containsEntry("array", List.of("v2"))
                .containsEntry("nothing", null);
        assertThat(copy.get("list")).isExactlyInstanceOf(ArrayList.class);
        assertThat(copy.get("map")).isExactlyInstanceOf(LinkedHashMap.class);
        assertThat(OwnCopy.of((Map<?, ?>) null)).isNull();
    }

    @Test
    void whatTheScriptDoesAfterwardsIsNoConcernOfTheStep() {
        Map<String, Object> images = new HashMap<>(Map.of("web", "registry/web:1"));
        EcsDeployStep step = new EcsDeployStep("web");
        step.setImages(images);

        images.put("web", "registry/web:2");

        assertThat(step.getImages()).isEqualTo(Map.of("web", "registry/web:1"));
    }

    @Test
    void whatHoldsItselfEnds() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("self", circle);

        Map<String, Object> copy = OwnCopy.of(circle);

        assertThat(copy.get("self")).isSameAs(copy).isNotSameAs(circle);
    }

    @Test
    void whatIsThereManyTimesIsCopiedOnce() {
        Map<String, Object> top = new HashMap<>(Map.of("leaf", 1));
        for (int i = 0; i < 100; i++) {
            top = new HashMap<>(Map.of("one", top, "other", top));
        }

        Map<String, Object> copy = OwnCopy.of(top);

        assertThat(copy.get("one")).isSameAs(copy.get("other")).isNotSameAs(top.get("one"));
    }

    /** The engine refuses it, in words. */
    @Test
    void whatIsDeeperThanAnyDocumentEndsToo() {
        Map<String, Object> top = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            top = new HashMap<>(Map.of("below", top));
        }

        assertThat(OwnCopy.of(top)).containsOnlyKeys("below");
    }
}
