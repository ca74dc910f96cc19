package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.Optional;

/** Why a text is no image or tag, where that can be seen in it: mostly something that was to be filled in is missing. */
final class ImageMistake {
    private ImageMistake() {}

    /** Of a text that a script gives, in which Groovy fills in variables. */
    static Optional<String> inScript(String text) {
        return ImagePlaceholder.in(text)
                .map(found -> found.text().startsWith("$")
                        ? "Groovy fills in " + found.text() + " within double quotes only"
                        : nothingFillsIn(found))
                .or(() -> emptyVariable(text));
    }

    /** Of a text in a file, in which nothing is filled in. */
    static Optional<String> inFile(String text) {
        return ImagePlaceholder.in(text).map(ImageMistake::nothingFillsIn).or(() -> emptyVariable(text));
    }

    private static String nothingFillsIn(ImagePlaceholder found) {
        return "nothing fills in " + found.text() + " here";
    }

    private static Optional<String> emptyVariable(String text) {
        if (text.isBlank()) {
            return Optional.of("it is empty, so the variable that it comes from was");
        }
        if (text.endsWith(":")) {
            return Optional.of("nothing is behind the colon, so the variable there was empty");
        }
        return text.startsWith(":") || text.startsWith("/")
                ? Optional.of("nothing is in front of '" + text.charAt(0) + "', so the variable there was empty")
                : Optional.empty();
    }
}
