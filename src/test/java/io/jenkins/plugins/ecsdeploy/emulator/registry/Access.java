package io.jenkins.plugins.ecsdeploy.emulator.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may do what, and the token server ("Token Authentication Specification" of Docker's registry). */
final class Access {
    enum Mode {
        OPEN,
        BASIC,
        BEARER
    }

    private record Token(List<String> scopes, Instant until) {}

    private final Set<Quirk> quirks;
    private final InstantSource clock;
    private final Map<String, Token> tokens = new HashMap<>();
    Mode mode = Mode.OPEN;
    String user;
    String password;
    String identityToken;
    String realm;
    Duration tokensLast = Duration.ofMinutes(5);
    private int given;

    Access(Set<Quirk> quirks, InstantSource clock) {
        this.quirks = quirks;
        this.clock = clock;
    }

    /** @return null if it is allowed */
    Reply refusal(RecordedRequest request, String repository, boolean writes) {
        String sent = request.header("Authorization");
        boolean allowed =
                switch (mode) {
                    case OPEN -> true;
                    case BASIC -> sent.equals(basic());
                    case BEARER -> sent.startsWith("Bearer ") && allows(sent.substring(7), repository, writes);
                };
        if (allowed) {
            return null;
        }
        Reply refusal = Reply.error(401, "UNAUTHORIZED", "authentication required");
        return refusal.with("WWW-Authenticate", challenge(repository, writes));
    }

    boolean mayRead(RecordedRequest request, String repository) {
        return refusal(request, repository, false) == null;
    }

    private boolean allows(String token, String repository, boolean writes) {
        Token known = tokens.get(token);
        return known != null
                && clock.instant().isBefore(known.until())
                && known.scopes().stream()
                        .anyMatch(scope -> scope.startsWith("repository:" + repository + ":")
                                && scope.contains(writes ? "push" : "pull"));
    }

    private String challenge(String repository, boolean writes) {
        if (mode == Mode.BASIC) {
            return (quirks.contains(Quirk.NEGOTIATE_FIRST) ? "Negotiate, " : "")
                    + "Basic realm=\"a, \\\"quoted\\\" realm\"";
        }
        String where = quirks.contains(Quirk.RELATIVE_REALM) ? "/token" : realm;
        return (quirks.contains(Quirk.NEGOTIATE_FIRST) ? "Negotiate YIICbQYGKwYBBQUCoII=, " : "")
                + "Bearer realm=\"" + where + "\""
                + (quirks.contains(Quirk.NO_SERVICE) ? "" : ",service=\"test-registry\"")
                + ",scope=\"repository:" + repository + ":" + (writes ? "pull,push" : "pull") + "\"";
    }

    /** The token server. */
    Reply token(RecordedRequest request) {
        boolean post = request.method().equals("POST");
        if (post && quirks.contains(Quirk.NO_TOKEN_POST)) {
            return Reply.of(405);
        }
        String query = request.path().contains("?")
                ? request.path().substring(request.path().indexOf('?') + 1)
                : "";
        Map<String, List<String>> fields = fields(post ? new String(request.body(), StandardCharsets.UTF_8) : query);
        boolean known = post
                ? fields.getOrDefault("refresh_token", List.of()).contains(identityToken)
                        && fields.getOrDefault("grant_type", List.of()).contains("refresh_token")
                        && request.header("Content-Type").equals("application/x-www-form-urlencoded")
                : user == null || request.header("Authorization").equals(basic());
        List<String> scopes = fields.getOrDefault("scope", List.of()).stream()
                .flatMap(scope -> List.of(scope.split(" ")).stream())
                .toList();
        if (!known || !fields.containsKey("service")) {
            return Reply.of(401).with("WWW-Authenticate", "Basic realm=\"tokens\"");
        }
        if (quirks.contains(Quirk.ONE_SCOPE) && scopes.size() > 1) {
            return Reply.of(400);
        }
        return give(quirks.contains(Quirk.FIRST_SCOPE_ONLY) ? scopes.subList(0, 1) : scopes);
    }

    private Reply give(List<String> scopes) {
        String token = "token." + ++given + ".of-the-test-registry";
        tokens.put(token, new Token(scopes, clock.instant().plus(tokensLast)));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (quirks.contains(Quirk.ACCESS_TOKEN)) {
            body.put("access_token", token);
        } else {
            body.put("token", token).put("expires_in", tokensLast.toSeconds());
        }
        if (quirks.contains(Quirk.REFRESH_TOKEN)) {
            identityToken = "refresh." + given;
            body.put("refresh_token", identityToken);
        }
        return Reply.json(200, body);
    }

    /** From now on no token that was given counts any more. */
    void revokeTokens() {
        tokens.clear();
    }

    private String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> fields(String form) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String field : form.split("&")) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.computeIfAbsent(parts[0], key -> new ArrayList<>())
                        .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
