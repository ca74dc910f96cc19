package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a token is to allow. Of two, the one that is needed more comes first: some token servers look at the first alone.
 *
 * @param names such as {@code repository:team/web:pull,push}
 */
record Scope(List<String> names) {
    static Scope pull(String repository) {
        return new Scope(List.of("repository:" + repository + ":pull"));
    }

    static Scope pullAndPush(String repository) {
        return new Scope(List.of("repository:" + repository + ":pull,push"));
    }

    /** For mounting blobs of another repository: a token for one of them cannot. */
    Scope and(Scope other) {
        return new Scope(Stream.concat(names.stream(), other.names.stream()).toList());
    }

    boolean isSeveral() {
        return names.size() > 1;
    }

    Scope first() {
        return new Scope(names.subList(0, 1));
    }
}
