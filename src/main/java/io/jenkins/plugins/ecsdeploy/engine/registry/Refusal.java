package io.jenkins.plugins.ecsdeploy.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An answer that is no success, in words, with what to do: by the codes of the specification, and by what products are known
 * to answer in their own way.
 */
final class Refusal {
    private record Rule(Predicate<Refusal> meant, Function<Refusal, String> remedy) {}

    /** The first that fits. */
    private static final List<Rule> RULES = List.of(
            rule(
                    is -> is.says("updating assets") || (is.status == 400 && is.says("cannot be updated")),
                    "This is the deployment policy 'Disable redeploy' of a Nexus repository, which refuses even a new tag"
                            + " on an image that is there. Set it to 'Allow redeploy'"),
            rule(
                    is -> is.status == 412 || is.says("immutable") || is.code.equals("TAG_INVALID"),
                    "The tag is protected from being moved (immutable tags). Choose a tag that is not there yet, or"
                            + " take the tag out of the registry's rule"),
            new Rule(is -> is.status == 429, Refusal::tooMany),
            rule(
                    is -> is.status == 401 && is.session.login().isEmpty(),
                    "The registry wants a login. Give credentialsId (registryCredentials of"
                            + " ecsDeploy), a user name with password"),
            rule(
                    is -> is.status == 401,
                    "Check user and password of credentialsId (registryCredentials of ecsDeploy and ecsVerify), and that"
                            + " they may pull and push in this repository"),
            rule(
                    is -> is.status == 403 && is.isArtifactory(),
                    "Artifactory answers 403 also for what is not there. Check the name of the repository and the image,"
                            + " and that the login may read and deploy there"),
            rule(
                    is -> is.status == 403 && is.session.registry().isDockerHub(),
                    "Check that the login may push to this repository, and that the repository's settings do not make"
                            + " the tag immutable"),
            rule(
                    is -> is.status == 403,
                    "Check that the login may pull and push in this repository, and that no rule protects the tag"),
            rule(
                    is -> is.status == 407,
                    "The proxy wants a login. Check the proxy that Jenkins is configured with, its"
                            + " user, and for https jdk.http.auth.tunneling.disabledSchemes"),
            rule(
                    is -> is.status == 405 || is.status == 415 || is.code.equals("UNSUPPORTED"),
                    "Proxy and group repositories are read-only, and some registries do not take every type of manifest."
                            + " Push to a hosted repository that takes this type"),
            rule(is -> is.status == 413, "The registry takes no manifest of this size"),
            rule(
                    is -> is.code.contains("BLOB_UNKNOWN"),
                    "A layer, or an image of the index, is not in this repository. Push the image again"),
            rule(
                    is -> is.status == 404,
                    "Check the name of the repository and the tag, and that the login may see them"),
            rule(is -> is.status >= 500, "That is trouble of the registry's own. Try again later"),
            rule(
                    Refusal::isPage,
                    "That is no answer of a registry. Check the registry's URL in the global configuration, and what stands"
                            + " before the registry"));

    private final Session session;
    private final RegistryAnswer answer;
    private final int status;
    private final String code;
    private final String message;

    private Refusal(Session session, RegistryAnswer answer) {
        this.session = session;
        this.answer = answer;
        this.status = answer.status();
        JsonNode error = answer.json().path("errors").path(0);
        this.code = error.path("code").asText("").toUpperCase(Locale.ROOT);
        this.message = Stream.of(error.path("message"), error.path("detail"))
                .map(node -> node.isTextual() ? node.asText() : node.isEmpty() ? "" : node.toString())
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one.equals(other) ? one : one + ": " + other)
                .orElse("");
    }

    /** @param asked the request with its object */
    static RegistryFailure of(String asked, Session session, RegistryAnswer answer) {
        Refusal refusal = new Refusal(session, answer);
        String remedy = RULES.stream()
                .filter(rule -> rule.meant().test(refusal))
                .findFirst()
                .map(rule -> ". " + rule.remedy().apply(refusal))
                .orElse("");
        return RegistryFailure.of(asked + " failed: the registry answered " + refusal.shown() + remedy, answer);
    }

    private static Rule rule(Predicate<Refusal> meant, String remedy) {
        return new Rule(meant, any -> remedy);
    }

    private String shown() {
        String words = Shown.text(session.masked(message));
        return status
                + (code.isEmpty() ? "" : " " + Shown.text(session.masked(code)))
                + (words.isEmpty() ? "" : ": " + words)
                + (isPage() ? " with " + Shown.quote(answer.contentType().orElse("no type")) : "");
    }

    private boolean says(String words) {
        return message.toLowerCase(Locale.ROOT).contains(words);
    }

    private boolean isArtifactory() {
        return answer.headers().map().keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> name.startsWith("x-artifactory") || name.startsWith("x-jfrog"))
                || answer.header("Server")
                        .filter(server -> server.contains("Artifactory"))
                        .isPresent();
    }

    private boolean isPage() {
        Optional<String> type = answer.contentType().map(MediaTypes::plain);
        return answer.body().length > 0
                && code.isEmpty()
                && type.filter(text -> text.contains("json")).isEmpty();
    }

    private static String tooMany(Refusal refusal) {
        String wait = refusal.answer
                .retryAfter()
                .map(time -> "It may be asked again in " + time.toSeconds() + " seconds. ")
                .orElse("");
        if (!refusal.session.registry().isDockerHub()) {
            return wait + "The registry limits how often it is asked";
        }
        return wait
                + (refusal.session.login().isPresent()
                        ? "Docker Hub limits how often an account may pull"
                        : "Docker Hub limits pulls without a login by the address. Give credentialsId (registryCredentials of"
                                + " ecsDeploy)");
    }
}
