package io.jenkins.plugins.ecsdeploy.engine.document;

/**
 * The comments that people put into JSON, which has none: from two slashes or a number sign to the end of the line, and
 * between slash and asterisk. They are blanked out, so that everything else keeps its place, and what looks like a
 * placeholder in them is none.
 */
final class JsonComments {
    private JsonComments() {}

    static String blank(String text) {
        if (text.indexOf('#') < 0 && text.indexOf("//") < 0 && text.indexOf("/*") < 0) {
            return text;
        }
        StringBuilder blanked = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            if (text.charAt(at) == '"') {
                end = endOfString(text, at + 1) + 1;
            } else if (text.charAt(at) == '#' || text.startsWith("//", at)) {
                int line = text.indexOf('\n', at);
                end = line < 0 ? text.length() : line;
                blank(blanked, at, end);
            } else if (text.startsWith("/*", at) && text.indexOf("*/", at + 2) > 0) {
                end = text.indexOf("*/", at + 2) + 2;
                blank(blanked, at, end);
            }
            at = end;
        }
        return blanked.toString();
    }

    /** At the closing quote; at the end of the line where that is missing, to find the next string nevertheless. */
    static int endOfString(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
