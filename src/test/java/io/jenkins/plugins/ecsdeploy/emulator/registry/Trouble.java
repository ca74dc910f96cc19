package io.jenkins.plugins.ecsdeploy.emulator.registry;

import java.util.Map;
import java.util.function.Predicate;

/**
 * What goes wrong with one request.
 *
 * @param of which request: method and path, such as {@code PUT /v2/team/web/manifests/dev}
 * @param kind what is done instead
 * @param reply what is answered, if it is
 */
record Trouble(Predicate<String> of, Kind kind, Reply reply) {
    enum Kind {
        /** That answer, and nothing is done. */
        REPLY,
        /** The connection is cut before anything is done. */
        CUT,
        /** It is done, and the connection is cut. */
        LOST_ANSWER,
        /** The head of an answer comes, and its body never ends. */
        HANG
    }

    static Trouble reply(String of, int status, Map<String, String> headers, String body) {
        return new Trouble(request -> request.startsWith(of), Kind.REPLY, Reply.of(status, headers, body));
    }

    static Trouble of(String of, Kind kind) {
        return new Trouble(request -> request.startsWith(of), kind, null);
    }
}
