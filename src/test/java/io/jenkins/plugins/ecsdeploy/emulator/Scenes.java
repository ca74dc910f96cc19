package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** Which scene a deployment plays: the one of its image, else the one of its service, else the default. */
final class Scenes {
    private record Rule(Predicate<String> image, Scene scene) {}

    private final Deque<Rule> rules = new ArrayDeque<>();
    private Scene byDefault = Scene.healthy();

    void byDefault(Scene scene) {
        byDefault = scene;
    }

    /** The rule set last is asked first. */
    void image(Predicate<String> image, Scene scene) {
        rules.addFirst(new Rule(image, scene));
    }

    Scene of(ServiceState service) {
        for (Rule rule : rules) {
            for (JsonNode container : service.taskDefinition.document.path("containerDefinitions")) {
                if (rule.image().test(container.path("image").asText())) {
                    return rule.scene();
                }
            }
        }
        return service.scene != null ? service.scene : byDefault;
    }
}
