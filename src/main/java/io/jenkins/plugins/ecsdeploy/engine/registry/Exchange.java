package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request with all that belongs to it: it is repeated when the answer says that it may be, and follows redirects, but never
 * with credentials to another host.
 */
final class Exchange {
    /** As crane does it: three tries. */
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
    /** Who is to wait longer than this had better be told. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private static final int MOST_REDIRECTS = 5;
    private static final int SEE_OTHER = 303;

    private final RegistryHttp http;
    private final Addresses addresses;
    private final Pauses pauses;

    Exchange(RegistryHttp http, Addresses addresses, Pauses pauses) {
        this.http = http;
        this.addresses = addresses;
        this.pauses = pauses;
    }

    /**
     * @param authorization goes to the address of the request, and to no other
     * @throws RegistryFailure if there is no answer
     */
    RegistryAnswer once(RegistryRequest request, Optional<String> authorization) {
        RegistryRequest next = request;
        for (int redirects = 0; ; redirects++) {
            boolean own = Addresses.isSame(request.uri(), next.uri());
            RegistryAnswer answer = http.send(next, own ? authorization : Optional.empty());
            if (!answer.isRedirect()) {
                return answer;
            }
            if (redirects == MOST_REDIRECTS) {
                throw RegistryFailure.of(
                        request.what() + " was redirected more than " + MOST_REDIRECTS + " times. Check the address of"
                                + " the registry",
                        answer);
            }
            next = next.at(target(next, answer), answer.status() == SEE_OTHER);
        }
    }

    /** The same, repeated where that can do no harm. */
    RegistryAnswer repeated(RegistryRequest request, Supplier<Optional<String>> authorization) {
        return repeated(request.what(), () -> once(request, authorization.get()));
    }

    RegistryAnswer repeated(String what, Supplier<RegistryAnswer> attempt) {
        for (Duration pause : PAUSES) {
            try {
                RegistryAnswer answer = attempt.get();
                Duration asked = answer.retryAfter().orElse(pause);
                if (!answer.isTransient() || asked.compareTo(LONGEST_PAUSE) > 0) {
                    return answer;
                }
                hold(what, asked.compareTo(pause) > 0 ? asked : pause);
            } catch (RegistryFailure e) {
                if (!e.isTransient()) {
                    throw e;
                }
                hold(what, pause);
            }
        }
        return attempt.get();
    }

    private void hold(String what, Duration pause) {
        try {
            pauses.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryFailure.unanswered(what + " was interrupted", e, false);
        }
    }

    private URI target(RegistryRequest request, RegistryAnswer answer) {
        String location = answer.header("Location").orElse("");
        URI target;
        try {
            target = request.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            throw refused(request, answer, location, "it is no address");
        }
        Optional<String> objection = addresses.objectionToRedirect(target);
        if (objection.isPresent()) {
            throw refused(request, answer, target.getScheme() + "://" + target.getRawAuthority(), objection.get());
        }
        if (!request.isReading() && !Addresses.isSame(request.uri(), target)) {
            throw refused(request, answer, target.getScheme() + "://" + target.getRawAuthority(), "it is another host");
        }
        return target;
    }

    private static RegistryFailure refused(
            RegistryRequest request, RegistryAnswer answer, String location, String objection) {
        return RegistryFailure.of(
                request.what() + " was redirected to " + Shown.quote(location) + ", which is not followed: " + objection
                        + ". Check the registry's URL in the global configuration",
                answer);
    }
}
