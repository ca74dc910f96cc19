package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses an answer may send this controller to. A registry is on the administrator's list; what it names is not.
 * So a registry out there must not make this controller call what only this controller can reach.
 */
final class Addresses {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

    private enum Kind {
        ELSEWHERE,
        PRIVATE,
        LOOPBACK,
        /** Among others, where a cloud's machines find their own credentials: 169.254.169.254. */
        LINK_LOCAL
    }

    private final URI registry;

    Addresses(URI registry) {
        this.registry = registry;
    }

    /** Whether it is the registry's own scheme, host and port: nobody else ever gets credentials. */
    boolean isRegistry(URI address) {
        return isSame(registry, address);
    }

    static boolean isSame(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** Why requests may not be sent there for credentials; empty if they may. */
    Optional<String> objectionToRealm(URI realm) {
        Optional<String> objection = objection(realm);
        if (objection.isEmpty() && kind(realm) != Kind.ELSEWHERE && !isHost(realm)) {
            return Optional.of("its host is an address inside this network");
        }
        return objection;
    }

    /** Why a redirect may not be followed; empty if it may. */
    Optional<String> objectionToRedirect(URI target) {
        Optional<String> objection = objection(target);
        boolean inwards = kind(target) != Kind.ELSEWHERE
                && (kind(target) == Kind.LINK_LOCAL || kind(target) != kind(registry))
                && !isHost(target);
        return objection.isEmpty() && inwards ? Optional.of("its host is an address inside this network") : objection;
    }

    private Optional<String> objection(URI address) {
        if (address.getHost() == null || address.getScheme() == null) {
            return Optional.of("it is no address of a host");
        }
        boolean https = address.getScheme().equalsIgnoreCase("https");
        boolean http = address.getScheme().equalsIgnoreCase("http")
                && registry.getScheme().equalsIgnoreCase("http");
        return https || http ? Optional.empty() : Optional.of("it is not https");
    }

    private boolean isHost(URI address) {
        return registry.getHost().equalsIgnoreCase(address.getHost());
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static Kind kind(URI uri) {
        String host = uri.getHost();
        if (host == null || host.equalsIgnoreCase("localhost")) {
            return host == null ? Kind.ELSEWHERE : Kind.LOOPBACK;
        }
        if (!LITERAL.matcher(host).matches()) {
            return Kind.ELSEWHERE;
        }
        try {
            // A literal is not looked up.
            InetAddress address = InetAddress.getByName(host);
            if (address.isLinkLocalAddress()) {
                return Kind.LINK_LOCAL;
            }
            if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
                return Kind.LOOPBACK;
            }
            return address.isSiteLocalAddress() || isUniqueLocal(address) ? Kind.PRIVATE : Kind.ELSEWHERE;
        } catch (UnknownHostException e) {
            return Kind.LINK_LOCAL;
        }
    }

    /** RFC 4193: fc00::/7, which Java does not count among the site-local ones. */
    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }
}
