package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Calls one registry as one login. The first call has no credentials; from then on what the registry asked for is given at
 * once: Basic, or a token of the scope. One whose token has expired meanwhile gets a new one, once.
 */
final class Session {
    private static final int UNAUTHORIZED = 401;

    private final AllowedRegistry registry;
    private final Optional<RegistryLogin> login;
    private final Exchange exchange;
    private final Addresses addresses;
    private final InstantSource clock;
    private boolean basic;
    private Optional<Tokens> tokens = Optional.empty();

    Session(
            RegistryHttp http,
            AllowedRegistry registry,
            Optional<RegistryLogin> login,
            Pauses pauses,
            InstantSource clock) {
        this.registry = registry;
        this.login = login;
        this.addresses = new Addresses(registry.base());
        this.exchange = new Exchange(http, addresses, pauses);
        this.clock = clock;
    }

    AllowedRegistry registry() {
        return registry;
    }

    Optional<RegistryLogin> login() {
        return login;
    }

    /** Reads, and what may be repeated: several tries. */
    RegistryAnswer repeated(RegistryRequest request, Scope scope) {
        return exchange.repeated(request.what(), () -> once(request, scope));
    }

    /** @throws RegistryFailure if there is no answer, or no token */
    RegistryAnswer once(RegistryRequest request, Scope scope) {
        boolean old = tokens.filter(known -> known.has(scope)).isPresent();
        Optional<String> authorization = authorization(scope);
        RegistryAnswer answer = exchange.once(request, authorization);
        boolean challenged = answer.status() == UNAUTHORIZED && Addresses.isSame(request.uri(), answer.from());
        if (!challenged || (authorization.isPresent() && !old)) {
            return answer;
        }
        tokens.ifPresent(known -> known.forget(scope));
        Optional<Challenge> challenge = Challenge.of(answer);
        if (challenge.isEmpty()) {
            return answer;
        }
        meet(challenge.get(), answer);
        Optional<String> again = authorization(scope);
        return again.isPresent() ? exchange.once(request, again) : answer;
    }

    /** The text without what this session keeps secret, should an answer have repeated it. */
    String masked(String text) {
        List<String> secrets = new ArrayList<>();
        login.ifPresent(known -> {
            secrets.add(known.password());
            secrets.add(known.encoded());
        });
        tokens.ifPresent(known -> secrets.addAll(known.secrets()));
        secrets.sort(Comparator.comparing(String::length).reversed());
        String masked = text;
        for (String secret : secrets) {
            masked = secret.isEmpty() ? masked : masked.replace(secret, "****");
        }
        return masked;
    }

    private Optional<String> authorization(Scope scope) {
        return basic ? login.map(RegistryLogin::basic) : tokens.map(known -> known.header(scope));
    }

    private void meet(Challenge challenge, RegistryAnswer answer) {
        basic = challenge.isBasic();
        tokens = basic ? Optional.empty() : tokens.or(() -> Optional.of(tokens(challenge, answer)));
    }

    private Tokens tokens(Challenge challenge, RegistryAnswer answer) {
        String text = challenge.parameter("realm").orElseThrow();
        URI realm;
        try {
            realm = answer.from().resolve(text);
        } catch (IllegalArgumentException e) {
            throw refused(text, "it is no address", answer);
        }
        addresses.objectionToRealm(realm).ifPresent(objection -> {
            throw refused(text, objection, answer);
        });
        // OpenShift leaves the service out.
        return new Tokens(
                exchange,
                clock,
                realm,
                challenge.parameter("service").orElse(registry.base().getHost()),
                login);
    }

    private RegistryFailure refused(String realm, String objection, RegistryAnswer answer) {
        return RegistryFailure.of(
                "Registry " + registry.host() + " wants a token from " + Shown.quote(realm) + ", which is not asked: "
                        + objection + ". Nothing was sent there",
                answer);
    }
}
