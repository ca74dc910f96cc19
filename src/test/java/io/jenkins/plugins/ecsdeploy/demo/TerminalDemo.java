package io.jenkins.plugins.ecsdeploy.demo;

import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The scenes of the demo, and the examples, without a Jenkins: prints what the steps would write into a build's log. With a
 * number, plays that example alone.
 */
public final class TerminalDemo {
    private TerminalDemo() {}

    public static void main(String[] arguments) {
        List<TerminalExamples.Play> examples = TerminalExamples.all();
        try (TerminalWorld world = new TerminalWorld(1, 1)) {
            if (arguments.length > 0) {
                play(number(arguments[0], examples.size()), world);
                return;
            }
            scenes(world);
            for (int number = 1; number <= examples.size(); number++) {
                play(number, world);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void play(int number, TerminalWorld world) {
        TerminalExamples.Play example = TerminalExamples.all().get(number - 1);
        title(number + ". examples/" + example.folder() + ": " + example.words());
        example.in().accept(world);
    }

    private static int number(String text, int examples) {
        if (!text.matches("[1-9]") || Integer.parseInt(text) > examples) {
            throw new IllegalArgumentException("There is no example '" + text + "'; there are 1 to " + examples);
        }
        return Integer.parseInt(text);
    }

    private static void scenes(TerminalWorld world) {
        title("deploy-web: demo/taskdef.json with a new image");
        Map<String, String> variables = Map.of("BUILD", "90", "COMMIT_MESSAGE", "Say \"hello\" to ${everyone}");
        world.deploy("web", "dev", TerminalWorld.document("demo/taskdef.json", variables, TaskDefinitionChanges.none()))
                .join();
        title("deploy-broken: an image that crashes, and the circuit breaker");
        world.deploy("web", "beta", tag("web", "beta", "1-crash")).join();
        title("deploy-three: three services in parallel");
        CompletableFuture.allOf(List.of("api", "worker", "shop").stream()
                        .map(service -> world.deploy(service, "live", tag(service, "live", "2")))
                        .toArray(CompletableFuture[]::new))
                .join();
        title("deploy-checkout-broken: CodeDeploy, and an image that crashes");
        world.deploy("checkout", "beta", tag("checkout", "beta", "1-crash")).join();
        title("deploy-orders: blue/green of ECS, with a gate");
        world.deploy("orders", "beta", tag("orders", "beta", "2")).join();
    }

    private static RenderRequest tag(String service, String cluster, String tag) {
        return TerminalWorld.live(service, cluster, Map.of("tag", tag));
    }

    private static void title(String words) {
        System.out.println("\n--- " + words);
    }
}
