package io.jenkins.plugins.ecsdeploy.engine.checks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was found out of one thing.
 *
 * @param check the kind of thing, such as {@code image}
 * @param subject which one, such as the image's name
 * @param message what is so; of what is not checkable, why
 * @param remedy what to do; empty where there is nothing to do
 */
public record Finding(Verdict verdict, String check, String subject, String message, String remedy) {
    /** What is to be thought of it. */
    public enum Verdict {
        OK,
        WRONG,
        NOT_CHECKABLE;

        /** For people. */
        public String inWords() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** For programs: plain texts. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("verdict", verdict.name());
        map.put("check", check);
        map.put("subject", subject);
        map.put("message", message);
        map.put("remedy", remedy);
        return map;
    }

    /** For people, on one line. */
    public String line() {
        return verdict.inWords() + ": " + check + " " + subject + ": " + message
                + (remedy.isEmpty() ? "" : ". " + remedy);
    }
}
