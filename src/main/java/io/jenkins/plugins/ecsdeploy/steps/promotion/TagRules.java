package io.jenkins.plugins.ecsdeploy.steps.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the arguments of {@code tagImage}, kept when it begins and while somebody types. */
final class TagRules {
    /** No tag has any of these. */
    private static final Pattern BETWEEN_TAGS = Pattern.compile("[,\\s]+");

    private static final String ANY = "registry.example.com/any:any";

    private TagRules() {}

    /** @throws EngineException which names the argument */
    static void check(TagImageStep step) {
        if (step.getImage().isEmpty()) {
            throw new EngineException("image is empty. Name the image to tag, such as registry.example.com/web:1.0");
        }
        if (!step.request().isAtEcr()) {
            notOfAws(step);
        }
    }

    static void image(String image) {
        TagRequest.of(image, List.of("any"), null, true);
    }

    static void tags(List<String> tags) {
        TagRequest.of(ANY, tags, null, true);
    }

    static void to(String repository) {
        TagRequest.of(ANY, List.of("any"), repository, true);
    }

    /** The tags in the one field of the form. */
    static List<String> typedIn(String text) {
        return Stream.of(BETWEEN_TAGS.split(text.trim()))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** What is given and would do nothing, is a mistake. */
    private static void notOfAws(TagImageStep step) {
        String given = Stream.of(
                        step.getTarget() == null ? null : "target",
                        step.getCredentials() == null ? null : "credentials",
                        step.getRole() == null ? null : "role",
                        step.getExternalId() == null ? null : "externalId")
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" and "));
        if (!given.isEmpty()) {
            throw new EngineException(
                    given + (given.contains(" and ") ? " say" : " says") + " as whom AWS is called, and"
                            + " image " + step.getImage()
                            + " is not at Amazon ECR. Leave that out; credentialsId names the login"
                            + " for its registry");
        }
    }
}
