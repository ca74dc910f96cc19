package io.jenkins.plugins.ecsdeploy.engine.variables;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.Map;

/** Which values can be kept with a build. */
public final class VariableValues {
    private VariableValues() {}

    /**
     * Refuses values that XML cannot hold, with which a build could never be saved again: U+0000 (which no environment
     * variable can hold, either), halves of characters, U+FFFE and U+FFFF. (Source: Char in XML 1.1, section 2.2.)
     *
     * @throws EngineException which names the variable and the character
     */
    public static void checkStorable(Map<String, String> variables) {
        variables.forEach((name, value) -> value.codePoints()
                .filter(c ->
                        c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE || (c | 1) == 0xFFFF)
                .findFirst()
                .ifPresent(c -> {
                    throw new EngineException(String.format(
                            "%s has the character U+%04X, which cannot be kept with a build. Remove it from the value",
                            Shown.text(name), c));
                }));
    }
}
