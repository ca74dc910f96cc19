package io.jenkins.plugins.ecsdeploy.engine.promotion;

import java.util.Optional;

/**
 * What a tag points to.
 *
 * @param digest nothing where there is no such tag
 * @param certain false where the registry does not say whether there is one, as Artifactory does by its 403
 */
record TagLook(Optional<String> digest, boolean certain) {
    static final TagLook UNKNOWN = new TagLook(Optional.empty(), false);

    static TagLook of(Optional<String> digest) {
        return new TagLook(digest, true);
    }

    boolean is(String wanted) {
        return digest.filter(wanted::equals).isPresent();
    }

    /** For messages. */
    String shown() {
        return certain ? digest.orElse("nothing") : "what the registry does not say";
    }
}
