package io.jenkins.plugins.ecsdeploy.steps;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.aws.FormRights;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A map argument as a form shows it: YAML, which needs no quotes and one line an entry. */
public final class MapField {
    private MapField() {}

    /**
     * The map that the text means; null, as an argument that was not given, for an empty text.
     *
     * @throws EngineException when the text is not YAML or not a map
     */
    @CheckForNull
    public static Map<String, Object> parse(String field, String text) {
        if (Util.fixEmptyAndTrim(text) == null) {
            return null;
        }
        JsonNode tree = DocumentReader.read(field + ".yaml", text, Placeholders.none());
        if (!tree.isObject()) {
            throw new EngineException(field + ": enter one entry a line, such as 'web: value'");
        }
        return Json.MAPPER.convertValue(tree, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** Says while one types what is wrong. It reads nothing but the text. */
    public static FormValidation check(@CheckForNull Item item, String field, String text) {
        if (!FormRights.maySee(item)) {
            return FormValidation.ok();
        }
        try {
            parse(field, text);
            return FormValidation.ok();
        } catch (EngineException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    public static String print(Map<String, ?> map) {
        if (map == null || map.isEmpty()) {
            return "";
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(map);
    }
}
