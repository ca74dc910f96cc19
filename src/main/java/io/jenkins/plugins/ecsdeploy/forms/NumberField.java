package io.jenkins.plugins.ecsdeploy.forms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;

/** A number as a form sends it. */
public final class NumberField {
    private NumberField() {}

    /**
     * The number that the text means; null, as an argument that was not given, for an empty text.
     *
     * @throws EngineException when it is none
     */
    @CheckForNull
    public static Integer parse(String field, String text) {
        String digits = Util.fixEmptyAndTrim(text);
        try {
            return digits == null ? null : Integer.valueOf(digits);
        } catch (NumberFormatException e) {
            throw new EngineException(field + " is '" + digits + "', which is not a whole number", e);
        }
    }
}
