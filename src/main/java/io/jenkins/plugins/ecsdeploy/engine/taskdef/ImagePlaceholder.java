package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a text that is no image stands for one that has yet to come: the commonest reason why it is none.
 *
 * @param text as it is written, such as {@code <IMAGE1_NAME>}
 * @param variable that fills it in with {@code ecsRender}, if that knows this kind of placeholder
 */
record ImagePlaceholder(String text, Optional<String> variable) {
    /**
     * Those of {@code ecsRender} first; then those of shells, Jinja, Handlebars and Mustache, batch files, Azure and
     * Octopus, and words in capitals or that say so themselves.
     */
    private static final Pattern PATTERN = Pattern.compile("\\$\\{(?<braces>[A-Za-z_][A-Za-z0-9_.-]*)}"
            + "|<(?<token>[A-Z][A-Z0-9_]*)>"
            + "|\\$(?<bare>[A-Za-z_][A-Za-z0-9_]*)"
            + "|\\$\\{[^}]*}?|\\$\\([^)]*\\)|#\\{[^}]*}#?|\\{\\{.*?}}|<[^<>]+>"
            + "|%[A-Za-z_][A-Za-z0-9_]*%|@@?[A-Z][A-Z0-9_]*@@?|__[A-Za-z][A-Za-z0-9_]*?__"
            + "|^[A-Z][A-Z0-9_-]*$|[A-Za-z0-9_-]*(?i:placeholder)[A-Za-z0-9_-]*");

    /** Nothing longer is meant to be an image, or worth a search. */
    private static final int MAX_LENGTH = 500;

    /** @param image that {@link io.jenkins.plugins.ecsdeploy.engine.image.ImageReference} does not take */
    static Optional<ImagePlaceholder> in(String image) {
        Matcher match = PATTERN.matcher(image);
        if (image.length() > MAX_LENGTH || !match.find()) {
            return Optional.empty();
        }
        return Optional.of(new ImagePlaceholder(
                match.group(),
                Optional.ofNullable(match.group("braces"))
                        .or(() -> Optional.ofNullable(match.group("token")))
                        .or(() -> Optional.ofNullable(match.group("bare")))));
    }

    /** Which argument fills in the image of the container. */
    EngineException explain(ContainerPlace place, String image) {
        return new EngineException(place.of("image") + ": '" + image + "' "
                + (image.equals(text) ? "is a placeholder" : "holds the placeholder " + text)
                + " that nothing has filled in; " + remedy(place)
                + variable.map(name -> ", or the value with variables: [" + Shown.key(name) + ": '…'] of ecsRender")
                        .orElse(""));
    }

    static String remedy(ContainerPlace place) {
        return "give the image with images: [" + Shown.key(place.name()) + ": 'registry/path:tag']";
    }
}
