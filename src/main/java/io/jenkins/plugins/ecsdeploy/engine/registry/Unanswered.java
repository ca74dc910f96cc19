package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why there is no answer, in words. */
final class Unanswered {
    private Unanswered() {}

    static RegistryFailure failure(RegistryRequest request, Throwable e) {
        String asked = request.what() + " at " + request.uri().getScheme() + "://"
                + request.uri().getRawAuthority() + " was not answered: ";
        if (has(e, LimitedBody.TooLarge.class)) {
            return RegistryFailure.unanswered(asked + e.getMessage() + ". Check the address of the registry", e, false);
        }
        if (has(e, UnknownHostException.class) || has(e, UnresolvedAddressException.class)) {
            return RegistryFailure.unanswered(
                    asked + "there is no such host. Check its name, and that this controller can look up names",
                    e,
                    false);
        }
        if (has(e, SSLException.class)) {
            return RegistryFailure.unanswered(
                    asked + Shown.text(String.valueOf(e.getMessage()))
                            + ". Check that it speaks TLS there, and that the"
                            + " Java of this controller trusts its certificate",
                    e,
                    false);
        }
        if (has(e, HttpTimeoutException.class)) {
            return RegistryFailure.unanswered(
                    asked + "nothing came within " + RegistryHttp.ANSWERS_WITHIN.toSeconds() + " seconds", e, true);
        }
        if (has(e, ConnectException.class)) {
            return RegistryFailure.unanswered(
                    asked + "nobody accepts the connection. Check the address, the port and the proxy", e, true);
        }
        return RegistryFailure.unanswered(
                asked + Shown.text(String.valueOf(e.getMessage())), e, e instanceof IOException);
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        Optional<Throwable> found = Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .findFirst();
        return found.isPresent();
    }
}
