package io.jenkins.plugins.ecsdeploy.engine.deployment.traffic;

import io.jenkins.plugins.ecsdeploy.engine.aws.LoadBalancerApi;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/**
 * What is known of some listeners, which may be named by the ARNs of their rules, too. It is read when it is asked for, all
 * at once and once. Nothing depends on it: who may not ask, or gets no answer, has what the ARN says.
 */
public final class Listeners {
    private final Supplier<LoadBalancerApi> api;
    private final Collection<String> arns;
    private final Map<String, Optional<String>> hosts = new HashMap<>();
    private Map<String, Listener> known;

    /** @param arns of all that may be asked for */
    public Listeners(Supplier<LoadBalancerApi> api, Collection<String> arns) {
        this.api = api;
        this.arns = arns;
    }

    /** For people: {@code shop:8080 (HTTP)}, by the load balancer's name; without the port if that cannot be read. */
    public String inWords(String arn) {
        // arn:…:listener/app/name/id of the load balancer/id of the listener
        String[] parts = ofRule(arn).split("/");
        if (parts.length < 5) {
            return arn;
        }
        return find(arn)
                .map(listener -> parts[2] + ":" + listener.port() + " (" + listener.protocolAsString() + ")")
                .orElseGet(() -> "listener " + parts[4] + " of " + parts[2]);
    }

    /** For programs: {@code http://host:8080}; {@code host:5432} where it does not speak HTTP. Nothing if it cannot be read. */
    public Optional<String> address(String arn) {
        return find(arn)
                .flatMap(listener -> hosts.computeIfAbsent(listener.loadBalancerArn(), this::host)
                        .map(host -> scheme(listener) + host + ":" + listener.port()));
    }

    private static String scheme(Listener listener) {
        String protocol = String.valueOf(listener.protocolAsString()).toLowerCase(Locale.ROOT);
        return protocol.startsWith("http") ? protocol + "://" : "";
    }

    private Optional<String> host(String loadBalancerArn) {
        try {
            return api.get().host(loadBalancerArn);
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    private Optional<Listener> find(String arn) {
        if (known == null) {
            known = read();
        }
        return Optional.ofNullable(known.get(ofRule(arn)));
    }

    private Map<String, Listener> read() {
        try {
            return api
                    .get()
                    .listeners(arns.stream().map(Listeners::ofRule).distinct().toList())
                    .stream()
                    .collect(Collectors.toMap(Listener::listenerArn, Function.identity(), (one, same) -> one));
        } catch (SdkException e) {
            return Map.of();
        }
    }

    /** A rule's ARN is that of its listener, with an id of its own behind it. */
    private static String ofRule(String arn) {
        return arn.contains(":listener-rule/")
                ? arn.replace(":listener-rule/", ":listener/").substring(0, arn.lastIndexOf('/') - "-rule".length())
                : arn;
    }
}
