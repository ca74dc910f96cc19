package io.jenkins.plugins.ecsdeploy.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A map or list argument as a form shows it: YAML, which needs no quotes and one line an entry. */
final class MapField {
    private MapField() {}

    /**
     * The map that the text means; null, as an argument that was not given, for an empty text.
     *
     * @throws EngineException when the text is not YAML or not a map
     */
    @CheckForNull
    static Map<String, Object> parse(String field, String text) {
        if (Util.fixEmptyAndTrim(text) == null) {
            return null;
        }
        JsonNode tree = DocumentReader.readYaml(field, text);
        if (!tree.isObject()) {
            throw new EngineException(field + ": enter one entry a line, such as 'web: value'");
        }
        return Json.MAPPER.convertValue(tree, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /**
     * The same for an argument that is a list.
     *
     * @throws EngineException when the text is not YAML or not a list
     */
    @CheckForNull
    static List<Object> parseList(String field, String text) {
        if (Util.fixEmptyAndTrim(text) == null) {
            return null;
        }
        JsonNode tree = DocumentReader.readYaml(field, text);
        if (!tree.isArray()) {
            throw new EngineException(field + ": enter one entry a line, each behind a hyphen, such as '- value'");
        }
        return Json.MAPPER.convertValue(tree, new TypeReference<ArrayList<Object>>() {});
    }

    static String print(Map<String, ?> map) {
        return map == null || map.isEmpty() ? "" : printed(map);
    }

    static String print(List<?> list) {
        return list == null || list.isEmpty() ? "" : printed(list);
    }

    private static String printed(Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(value);
    }
}
