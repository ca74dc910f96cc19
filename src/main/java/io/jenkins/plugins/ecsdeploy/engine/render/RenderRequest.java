package io.jenkins.plugins.ecsdeploy.engine.render;

import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.Optional;

/**
 * What a caller wants rendered.
 *
 * @param text the caller's own document, if there is one
 * @param base where to start at AWS; with a text that is an array of container definitions, what the array goes into
 * @param fallback the base when the caller named neither a whole document nor a base
 * @param placeholders the values for <code>${NAME}</code> in the text
 * @param changes what is to be different
 * @param clean leave out empty values
 * @param strict make an error of a key that this version of the SDK does not know
 * @param taken images from elsewhere for the containers that the changes give none
 */
public record RenderRequest(
        Optional<SourceText> text,
        Optional<Base> base,
        Optional<Base> fallback,
        Placeholders placeholders,
        TaskDefinitionChanges changes,
        boolean clean,
        boolean strict,
        Optional<TakenImages> taken) {
    /** With no images from elsewhere. */
    public RenderRequest(
            Optional<SourceText> text,
            Optional<Base> base,
            Optional<Base> fallback,
            Placeholders placeholders,
            TaskDefinitionChanges changes,
            boolean clean,
            boolean strict) {
        this(text, base, fallback, placeholders, changes, clean, strict, Optional.empty());
    }

    /** The same with images from elsewhere. */
    public RenderRequest taking(TakenImages images) {
        return new RenderRequest(text, base, fallback, placeholders, changes, clean, strict, Optional.of(images));
    }

    /** A registered revision as it is. */
    public static RenderRequest asItIs(Base base) {
        return new RenderRequest(
                Optional.empty(),
                Optional.of(base),
                Optional.empty(),
                Placeholders.none(),
                TaskDefinitionChanges.none(),
                false,
                false);
    }

    /** The registered revision that is wanted as it is, so that nothing has to be registered. */
    public Optional<Base> revisionAsItIs() {
        return text.isEmpty() && changes.isEmpty() && taken.isEmpty() && !clean ? someBase() : Optional.empty();
    }

    Optional<Base> someBase() {
        return base.or(() -> fallback);
    }
}
