package io.jenkins.plugins.ecsdeploy.variables;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.variables.VariablesWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks what a script wants to export. */
final class ExportedVariables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private ExportedVariables() {}

    /** The path of the artifact. */
    static String file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new EngineException(
                    "name: '" + Shown.text(name) + "' cannot be the name of a file of build variables."
                            + " Take letters, digits, '_', '-' and '.', no more than 100, such as service1");
        }
        return name + ".env.groovy";
    }

    /**
     * The variables as strings, checked by writing them.
     *
     * @throws EngineException which names the variable that cannot be exported
     */
    static LinkedHashMap<String, String> texts(Map<?, ?> variables) {
        if (variables == null || variables.isEmpty()) {
            throw new EngineException(
                    "variables is empty. Name what to export, such as [SERVICE1_BUILD: env.BUILD_NUMBER]");
        }
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        variables.forEach((name, value) -> texts.put(String.valueOf(name), text(String.valueOf(name), value)));
        VariablesWriter.write(texts);
        return texts;
    }

    private static String text(String name, Object value) {
        if (value == null) {
            throw new EngineException(
                    "variables: " + Shown.text(name) + " has no value. Is the variable that it comes from set?");
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new EngineException("variables: " + Shown.text(name) + " is neither a text nor a number nor a boolean");
    }
}
