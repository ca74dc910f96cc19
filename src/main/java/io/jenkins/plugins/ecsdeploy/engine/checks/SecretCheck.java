package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.SecretsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.SecretsApi.FoundSecret;
import io.jenkins.plugins.ecsdeploy.engine.checks.SecretReference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Secrets of Secrets Manager exist and have the version that is asked for. Their values are not read. */
final class SecretCheck implements Check {
    private static final String CURRENT = "AWSCURRENT";

    @Override
    public List<Look> looks(Subject subject) {
        List<Look> looks = new ArrayList<>();
        SecretReference.in(subject.definition()).forEach((valueFrom, uses) -> {
            SecretReference reference = SecretReference.of(valueFrom);
            String shown = valueFrom + " (" + String.join(", ", uses) + ")";
            if (reference.kind() == Kind.SECRET) {
                looks.add(look(subject, reference, shown));
            } else if (reference.kind() == Kind.OTHER) {
                looks.add(Look.known(new Look("secret", shown, List::of)
                        .notCheckable("it is neither a secret of Secrets Manager nor a parameter", "")));
            }
        });
        for (JsonNode container : subject.definition().containers()) {
            String login =
                    container.at("/repositoryCredentials/credentialsParameter").asText();
            if (!login.isEmpty()) {
                SecretReference named = login.startsWith("arn:")
                        ? SecretReference.of(login)
                        : new SecretReference(Kind.SECRET, login, "", "", "", "", "");
                looks.add(look(subject, named, login + " (" + Definition.name(container) + ": repositoryCredentials)"));
            }
        }
        return looks;
    }

    private static Look look(Subject subject, SecretReference reference, String shown) {
        return new Look("secret", shown, () -> List.of(find(new Look("secret", shown, List::of), subject, reference)))
                .with(Library.SECRETS_MANAGER, subject.installed());
    }

    private static Finding find(Look look, Subject subject, SecretReference reference) {
        String region = reference.region().isEmpty() ? subject.region() : reference.region();
        Optional<FoundSecret> found = new SecretsApi(subject.ecs(), region).find(reference.id());
        if (found.isEmpty()) {
            return subject.missing(
                    look,
                    Optional.of(reference.account()),
                    "there is no such secret in region " + region,
                    "Create it, or check its ARN with the six characters at its end");
        }
        if (found.get().deleted()) {
            return look.wrong("it is scheduled for deletion, so no task can read it", "Restore it (RestoreSecret)");
        }
        return version(look, reference, found.get());
    }

    private static Finding version(Look look, SecretReference reference, FoundSecret secret) {
        String stage = reference.stage().isEmpty() ? CURRENT : reference.stage();
        if (secret.versions().isEmpty()) {
            return look.ok("it exists; its versions are not told");
        }
        if (!reference.version().isEmpty()) {
            return secret.versions().containsKey(reference.version())
                    ? ok(look, reference)
                    // Versions without a stage are not told (API reference, DescribeSecret).
                    : look.notCheckable(
                            "it exists, but whether it has the version " + reference.version() + " is not told", "");
        }
        return secret.versions().values().stream().anyMatch(stages -> stages.contains(stage))
                ? ok(look, reference)
                : look.wrong(
                        "it exists, but has no version of the stage " + stage,
                        stage.equals(CURRENT)
                                ? "Put a value there"
                                : "Check the stage, which is the part behind the JSON key");
    }

    private static Finding ok(Look look, SecretReference reference) {
        return look.ok(
                reference.jsonKey().isEmpty()
                        ? "it exists"
                        : "it exists; its key " + reference.jsonKey() + " is not looked for, as no value is read");
    }
}
