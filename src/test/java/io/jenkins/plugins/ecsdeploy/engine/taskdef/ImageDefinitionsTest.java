package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDefinitionsTest {
    @Test
    void readsContainersAndImagesInOrder() {
        assertThat(
                        ImageDefinitions.parse(
                                "imagedefinitions.json",
                                "[{\"name\":\"web\",\"imageUri\":\"r/web:90\"},{\"name\":\"a\",\"imageUri\":\"b\",\"more\":1}]"))
                .containsExactly(entry("web", "r/web:90"), entry("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"ImageURI": "r/web:90"}                | revision.json is an object; expected a list such as [{"name": "web"
        [{"imageUri": "a"}]                     | revision.json[0].name is missing; expected a list
        [{"name": "", "imageUri": "a"}]         | revision.json[0].name is empty; expected a list
        [{"name": "a", "imageUri": 1}]          | revision.json[0].imageUri is a number; expected a list
        ["a"]                                   | revision.json[0].name is missing; expected a list
        [{"name": "a", "imageUri": "A:1"}]      | revision.json[0].imageUri: 'A:1' is not an image
        [{"name": "a", "imageUri": "a"}, {"name": "a", "imageUri": "b"}] | revision.json[1] names the container a again; remove one
        [{"name": "a"                           | revision.json, line 1, column 14: not JSON
        """)
    void refusesOtherDocuments(String text, String message) {
        assertThatThrownBy(() -> ImageDefinitions.parse("revision.json", text))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void allows100KB() {
        String blanks = " ".repeat(100 * 1024 - 2);

        assertThat(ImageDefinitions.parse("i.json", "[" + blanks + "]")).isEmpty();
        assertThatThrownBy(() -> ImageDefinitions.parse("i.json", "[ " + blanks + "]"))
                .isInstanceOf(EngineException.class)
                .hasMessage("i.json has 102401 bytes; at most 102400 bytes are allowed, make it smaller");
    }
}
