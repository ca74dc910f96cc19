package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.Set;

/**
 * The HTTP proxy between the controller and AWS.
 *
 * @param user empty when the proxy wants no login
 * @param exceptions regular expressions of hosts that are called directly
 */
public record HttpProxy(String host, int port, String user, String password, Set<String> exceptions) {
    /** Leaves the password out: a record's own text would hold it. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
