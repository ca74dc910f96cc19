package io.jenkins.plugins.ecsdeploy.emulator.loadbalancing;

import io.jenkins.plugins.ecsdeploy.emulator.Arns;

/**
 * A listener of the emulator, which is what its ARN says: {@link Arns#listener} writes kind, balancer and port into it.
 * All listeners are there that somebody may name.
 */
record ListenerArn(String kind, String balancer, String balancerId, int port, Arns arns) {
    /** Null for one of another account or region, or of another form. */
    static ListenerArn of(Arns arns, String arn) {
        String[] parts = arn.split("/");
        return parts.length == 5 && parts[0].equals(arns.loadBalancing("listener")) && parts[4].matches("[0-9a-f]{16}")
                ? new ListenerArn(parts[1], parts[2], parts[3], (int) Long.parseUnsignedLong(parts[4], 16), arns)
                : null;
    }

    String loadBalancer() {
        return arns.loadBalancing("loadbalancer/" + kind + "/" + balancer + "/" + balancerId);
    }

    /** Network load balancers know nothing of HTTP. */
    String protocol() {
        if (kind.equals("net")) {
            return "TCP";
        }
        return port == 443 ? "HTTPS" : "HTTP";
    }
}
