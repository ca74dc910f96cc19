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

    /** Gives the deployment its scene, and the container that the scene is about. */
    void choose(ServiceState service, DeploymentState deployment) {
        JsonNode containers = deployment.taskDefinition.document.path("containerDefinitions");
        for (Rule rule : rules) {
            for (JsonNode container : containers) {
                if (rule.image().test(container.path("image").asText())) {
                    deployment.scene = rule.scene();
                    deployment.decisive = container;
                    return;
                }
            }
        }
        deployment.scene = service.scene != null ? service.scene : byDefault;
        deployment.decisive = firstEssential(containers);
    }

    private static JsonNode firstEssential(JsonNode containers) {
        for (JsonNode container : containers) {
            if (container.path("essential").asBoolean()) {
                return container;
            }
        }
        return containers.path(0);
    }
}
