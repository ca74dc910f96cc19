package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.Library;
import io.jenkins.plugins.ecsdeploy.engine.aws.optional.RolesApi;
import io.jenkins.plugins.ecsdeploy.engine.image.EcrRepository;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The roles exist, and tasks may have them; an execution role is there where one is needed. */
final class RoleCheck implements Check {
    private static final String EXECUTION = "executionRoleArn";

    @Override
    public List<Look> looks(Subject subject) {
        List<Look> looks = new ArrayList<>();
        for (String key : List.of(EXECUTION, "taskRoleArn")) {
            subject.definition().text(key).ifPresent(role -> looks.add(look(subject, key, role)));
        }
        if (subject.definition().text(EXECUTION).isEmpty()) {
            need(subject)
                    .ifPresent(why -> looks.add(Look.known(new Look("role", EXECUTION, List::of)
                            .wrong("there is none, and " + why, "Give executionRoleArn"))));
        }
        return looks;
    }

    private static Look look(Subject subject, String key, String role) {
        String shown = role + " (" + key + ")";
        return new Look("role", shown, () -> List.of(find(new Look("role", shown, List::of), subject, role)))
                .with(Library.IAM, subject.installed());
    }

    private static Finding find(Look look, Subject subject, String role) {
        // arn:aws:iam::123456789012:role/path/name; ECS takes a name alone, too.
        String[] parts = role.split(":");
        Optional<String> owner = parts.length > 5 ? Optional.of(parts[4]) : Optional.empty();
        if (owner.isPresent() && subject.account().isPresent() && !subject.isOwn(owner.get())) {
            return look.notCheckable(
                    "it belongs to account " + owner.get() + ", whose roles cannot be seen from account "
                            + subject.account().get(),
                    "");
        }
        Optional<RolesApi.FoundRole> found =
                new RolesApi(subject.ecs(), subject.region()).find(role.substring(role.lastIndexOf('/') + 1));
        if (found.isEmpty()) {
            return subject.missing(look, owner, "there is no such role", "Create it, or name another one");
        }
        if (parts.length > 5 && !found.get().arn().equals(role)) {
            return subject.missing(
                    look,
                    owner,
                    "there is no such role, but " + found.get().arn(),
                    "Give the whole ARN, with the path of the role");
        }
        return trust(look, found.get().trustPolicy());
    }

    private static Finding trust(Look look, String policy) {
        return switch (TrustPolicy.of(policy)) {
            case TRUSTS -> look.ok("it exists and trusts " + TrustPolicy.TASKS);
            case TRUSTS_NOT ->
                look.wrong(
                        "it exists, but does not trust " + TrustPolicy.TASKS + ", so no task gets it",
                        "Add to its trust policy: {\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                                + TrustPolicy.TASKS + "\"},\"Action\":\"sts:AssumeRole\"}");
            case UNCLEAR -> look.notCheckable("it exists, but what its trust policy comes to cannot be told here", "");
        };
    }

    /** Why an execution role is needed (developer guide, "Amazon ECS task execution IAM role"). */
    private static Optional<String> need(Subject subject) {
        boolean fargate = subject.runsOnFargate();
        for (JsonNode container : subject.definition().containers()) {
            String name = Definition.name(container);
            if (!container.path("secrets").isEmpty()
                    || !container.at("/logConfiguration/secretOptions").isEmpty()) {
                return Optional.of("container " + name + " has secrets, which are read by it");
            }
            if (fargate && container.at("/logConfiguration/logDriver").asText().equals("awslogs")) {
                return Optional.of("container " + name + " writes to CloudWatch Logs on Fargate by it");
            }
            if (fargate && isOfEcr(container.path("image").asText())) {
                return Optional.of("the image of container " + name + " is pulled from ECR on Fargate by it");
            }
        }
        return Optional.empty();
    }

    private static boolean isOfEcr(String image) {
        return EcrRepository.of(ImageReference.parse(image)).isPresent();
    }
}
