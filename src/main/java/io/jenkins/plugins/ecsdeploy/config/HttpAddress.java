package io.jenkins.plugins.ecsdeploy.config;

import hudson.Util;
import hudson.util.FormValidation;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of an endpoint that answers instead of AWS's own. */
public final class HttpAddress {
    private HttpAddress() {}

    /**
     * The address without blanks around it; null for an empty one.
     *
     * @param argument what holds the address, for the message
     * @throws IllegalArgumentException if it is no HTTP address
     */
    public static String of(String argument, String text) {
        String address = Util.fixEmptyAndTrim(text);
        if (address != null && !isHttp(address)) {
            throw new IllegalArgumentException(argument + " '" + address + "': " + Messages.HttpAddress_notHttp());
        }
        return address;
    }

    /** What to say about it while it is typed in. */
    public static FormValidation check(String text) {
        String address = Util.fixEmptyAndTrim(text);
        return address == null || isHttp(address)
                ? FormValidation.ok()
                : FormValidation.error(Messages.HttpAddress_notHttp());
    }

    private static boolean isHttp(String address) {
        try {
            URI uri = new URI(address);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
