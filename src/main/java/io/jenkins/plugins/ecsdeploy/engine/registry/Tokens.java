package io.jenkins.plugins.ecsdeploy.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokens of one token server (Docker Registry v2 authentication, "Token Authentication Specification"): fetched when
 * needed, in memory alone, and forgotten when they expire.
 */
final class Tokens {
    /** "If omitted, this defaults to 60 seconds." */
    private static final int DEFAULT_SECONDS = 60;
    /** So that a token does not expire on its way. */
    private static final Duration EARLY = Duration.ofSeconds(5);

    private static final int LONGEST_TOKEN = 32 * 1024;
    /** Answers of token servers that have no POST. */
    private static final Set<Integer> NO_POST = Set.of(404, 405);
    /** Answers to a question for two repositories that a question for one may not get. */
    private static final Set<Integer> TOO_MUCH = Set.of(400, 401, 403);

    private static final String CLIENT = "jenkins-ecs-deploy";

    private record Token(String value, Instant until) {}

    private final Exchange exchange;
    private final InstantSource clock;
    private final URI realm;
    private final String service;
    private final Optional<RegistryLogin> login;
    private final Map<Scope, Token> tokens = new HashMap<>();
    private Optional<String> refreshToken;

    Tokens(Exchange exchange, InstantSource clock, URI realm, String service, Optional<RegistryLogin> login) {
        this.exchange = exchange;
        this.clock = clock;
        this.realm = realm;
        this.service = service;
        this.login = login;
        this.refreshToken = login.filter(RegistryLogin::isIdentityToken).map(RegistryLogin::password);
    }

    /** The header Authorization for that scope. */
    String header(Scope scope) {
        Token known = tokens.get(scope);
        if (known == null || !clock.instant().isBefore(known.until())) {
            known = fetch(scope);
            tokens.put(scope, known);
        }
        return "Bearer " + known.value();
    }

    boolean has(Scope scope) {
        return tokens.containsKey(scope);
    }

    void forget(Scope scope) {
        tokens.remove(scope);
    }

    /** What must not be shown. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        tokens.values().forEach(token -> secrets.add(token.value()));
        refreshToken.ifPresent(secrets::add);
        return secrets;
    }

    private Token fetch(Scope scope) {
        Instant asked = clock.instant();
        RegistryAnswer answer = ask(scope);
        if (scope.isSeveral() && TOO_MUCH.contains(answer.status())) {
            answer = ask(scope.first());
        }
        if (!answer.isOk()) {
            throw RegistryFailure.of(refused(answer), answer);
        }
        JsonNode json = answer.json();
        Optional.of(json.path("refresh_token").asText(""))
                .filter(Tokens::isToken)
                .ifPresent(token -> refreshToken = Optional.of(token));
        String value = Optional.of(json.path("token").asText(""))
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> json.path("access_token").asText(""));
        if (!isToken(value)) {
            throw RegistryFailure.of(
                    "The token server " + shown() + " answered without a token. Check that it is the one"
                            + " of the registry",
                    answer);
        }
        long seconds = Math.max(json.path("expires_in").asLong(DEFAULT_SECONDS), DEFAULT_SECONDS);
        return new Token(
                value,
                asked.plusSeconds(Math.min(seconds, Duration.ofDays(1).toSeconds()))
                        .minus(EARLY));
    }

    private RegistryAnswer ask(Scope scope) {
        if (refreshToken.isPresent()) {
            RegistryAnswer answer = send(post(scope, refreshToken.get()), Optional.empty());
            if (!NO_POST.contains(answer.status())) {
                return answer;
            }
        }
        return send(get(scope), login.map(RegistryLogin::basic));
    }

    private RegistryAnswer send(RegistryRequest request, Optional<String> authorization) {
        return exchange.repeated(request, () -> authorization);
    }

    private RegistryRequest get(Scope scope) {
        String query = "service=" + encoded(service)
                + scope.names().stream().map(name -> "&scope=" + encoded(name)).collect(Collectors.joining());
        String separator = realm.getRawQuery() == null ? "?" : "&";
        return RegistryRequest.of("Asking for a token", "GET", URI.create(realm + separator + query), Map.of());
    }

    /** RFC 6749, "Refreshing an Access Token". */
    private RegistryRequest post(Scope scope, String token) {
        String form = "grant_type=refresh_token&service=" + encoded(service) + "&client_id=" + CLIENT + "&scope="
                + encoded(String.join(" ", scope.names())) + "&refresh_token=" + encoded(token);
        return RegistryRequest.of(
                        "Asking for a token",
                        "POST",
                        realm,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .body(form.getBytes(StandardCharsets.UTF_8));
    }

    private String refused(RegistryAnswer answer) {
        String whom = login.map(user -> "the login of " + Shown.quote(user.toString()))
                .orElse("a token without a login");
        String remedy = login.isPresent()
                ? "Check user and password of credentialsId (registryCredentials of ecsDeploy and ecsVerify), and that they may"
                        + " use this repository"
                : "Give credentialsId (registryCredentials of ecsDeploy and ecsVerify)";
        return "The token server " + shown() + " refused " + whom + " with " + answer.status() + ". "
                + (answer.isTransient() ? "Try again later" : remedy);
    }

    /** Without its query, which may hold secrets. */
    private String shown() {
        return Shown.text(realm.getScheme() + "://" + realm.getRawAuthority() + realm.getRawPath());
    }

    /** What can be a part of a header, and is no attack on it. */
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_TOKEN && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
