package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shapes that several arguments share. Every method names the argument, and what was expected, when it is wrong. */
final class Arguments {
    private Arguments() {}

    /** In place of a name, with null: all that are not named. */
    static final String ALL_OTHERS = "*";

    /** Names to texts; a name with null has no value. */
    static Map<String, Optional<String>> texts(String place, Object value, String expected) {
        Map<String, Optional<String>> texts = new LinkedHashMap<>();
        RawValues.map(place, value, expected).forEach((name, each) -> {
            if (name.isEmpty()) {
                throw new EngineException(place + " has an empty name; expected " + expected);
            }
            if (name.equals(ALL_OTHERS) && each != null) {
                throw new EngineException(
                        place + "." + name + " has a value; expected null, which removes all that are not named");
            }
            texts.put(name, Optional.ofNullable(each).map(given -> RawValues.text(place + "." + name, given)));
        });
        return texts;
    }

    /** Names to texts, none of them null. */
    static Map<String, String> values(String place, Object value, String expected) {
        Map<String, String> values = new LinkedHashMap<>();
        RawValues.map(place, value, expected)
                .forEach((name, each) -> values.put(name, RawValues.text(place + "." + name, each)));
        return values;
    }

    static List<String> words(String place, Object value, String expected) {
        List<String> words = new ArrayList<>();
        for (Object each : RawValues.list(place, value, expected)) {
            words.add(RawValues.text(place + "[" + words.size() + "]", each));
        }
        return words;
    }
}
