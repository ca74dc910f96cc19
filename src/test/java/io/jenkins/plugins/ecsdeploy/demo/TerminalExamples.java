package io.jenkins.plugins.ecsdeploy.demo;

import io.jenkins.plugins.ecsdeploy.emulator.DemoRegistry;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Policies;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ImageOptions;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagHost;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagImage;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagRequest;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RunningService;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.Pauses;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.sync.Planning;
import io.jenkins.plugins.ecsdeploy.engine.sync.RevisionFiles;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncPlan;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The deployments of the teams in {@code examples/}, with their files, in the order in which their jobs begin them. */
final class TerminalExamples {
    /**
     * One of them.
     *
     * @param in plays it to its end
     */
    record Play(String folder, String words, Consumer<TerminalWorld> in) {}

    private static final String EXAMPLES = "examples/";

    private TerminalExamples() {}

    static List<Play> all() {
        return List.of(
                new Play("environment-tags", "a tag moves, and the service gets what it is", TerminalExamples::tags),
                new Play("staged-then-live", "live gets what staging runs, by digest", TerminalExamples::staged),
                new Play("revision-files", "services get what their files say", TerminalExamples::files),
                new Play(
                        "taskdef-in-git", "a rendered definition and an AppSpec, by CodeDeploy", TerminalExamples::git),
                new Play(
                        "templates-and-test-traffic",
                        "two templates, and a question while new tasks get test traffic",
                        TerminalExamples::templates));
    }

    private static void tags(TerminalWorld world) {
        TagRequest request =
                TagRequest.of("nexus.acme.com/" + DemoRegistry.REPOSITORY + ":0.0.3", List.of("dev"), null, true);
        Map<String, Object> moved =
                new TagImage(request, stores(world), new Printed("tagImage"), new TagState(request)).run();
        ImageOptions expected = new ImageOptions(
                Optional.empty(),
                false,
                Map.of("software", (String) moved.get("digest")),
                () -> stores(world),
                Runnable::run);
        RenderRequest asItIs = TerminalWorld.live("software", "tags-dev", Map.of());
        world.deploy(request("software", "tags-dev", asItIs, true, expected, BlueGreenOptions.none()))
                .join();
    }

    private static ImageStores stores(TerminalWorld world) {
        return new ImageStores(
                new RegistryHttp(HttpClient.newBuilder()),
                new Registries(List.of(new AllowedRegistry("nexus.acme.com", Optional.of(world.registry.url()), true))),
                registry -> Optional.of(new RegistryLogin(DemoRegistry.USER, DemoRegistry.PASSWORD)),
                region -> {
                    throw new IllegalStateException("Nothing here is at ECR");
                },
                Pauses.REAL,
                InstantSource.system());
    }

    private static void staged(TerminalWorld world) {
        for (String stage : List.of("test", "beta", "staging")) {
            RenderRequest filledIn = TerminalWorld.containers(
                    EXAMPLES + "staged-then-live/src/service1/service1.json",
                    Map.of("BUILD", "90", "STAGE", stage),
                    "service1",
                    "staged-" + stage);
            world.deploy("service1", "staged-" + stage, filledIn).join();
        }
        ImageOptions ofStaging = new ImageOptions(
                Optional.of(log -> new RunningService(world.ecs(), "staged-staging", "service1", log)
                        .images()
                        .toTake()),
                false,
                Map.of(),
                () -> stores(world),
                Runnable::run);
        RenderRequest asItIs = TerminalWorld.live("service1", "staged-live", Map.of());
        world.deploy(request("service1", "staged-live", asItIs, false, ofStaging, BlueGreenOptions.none()))
                .join();
    }

    private static void files(TerminalWorld world) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String path : List.of("cluster1/service1", "cluster1/webapp1", "cluster2/webapp1")) {
            String file = path + "/revision.json";
            files.put(
                    file,
                    TerminalWorld.file(EXAMPLES + "revision-files/" + file)
                            .text()
                            .getBytes());
        }
        CompletableFuture<SyncPlan> planned = new CompletableFuture<>();
        Printed log = new Printed("ecsSync");
        new Planning(
                        RevisionFiles.read(files, Optional.empty()),
                        world.ecs(),
                        world.runtime,
                        log::log,
                        planned::complete,
                        planned::completeExceptionally)
                .start();
        SyncPlan plan = planned.join();
        plan.lines().forEach(log::log);
        CompletableFuture.allOf(plan.toDeploy().stream()
                        .map(service -> world.deploy(
                                service.request(Optional.empty(), Policies.defaults(), BlueGreenOptions.none())))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void git(TerminalWorld world) {
        String commit = "4f2e9c17d0c3b5a6e8f901234567890abcdef012";
        TaskDefinitionChanges image =
                TaskDefinitionChanges.of(Map.of("images", Map.of("my-app", "registry.acme.com/my-app:" + commit)));
        RenderRequest rendered = TerminalWorld.document(EXAMPLES + "taskdef-in-git/taskdef.json", Map.of(), image);
        BlueGreenOptions blueGreen = appSpec("taskdef-in-git/appspec.json", Map.of(), "my-app", "my-app-blue-green");
        world.deploy(request("my-app", "taskdef-production", rendered, false, ImageOptions.none(), blueGreen))
                .join();
    }

    private static void templates(TerminalWorld world) {
        Map<String, String> values = Map.of(
                "TASK_FAMILY",
                "backend",
                "CONTAINER_NAME",
                "backend",
                "EXECUTION_ROLE_ARN",
                "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
                "IMAGE_CURRENT",
                "registry.acme.com/backend:4f2e9c1");
        String folder = "templates-and-test-traffic/";
        RenderRequest rendered = TerminalWorld.document(
                EXAMPLES + folder + "taskdef_template.json", values, TaskDefinitionChanges.none());
        BlueGreenOptions blueGreen = appSpec(folder + "appspec_template.yaml", values, "backend", "backend");
        for (String cluster : List.of("traffic-codedeploy", "traffic-moved")) {
            world.deploy(request("backend", cluster, rendered, false, ImageOptions.none(), blueGreen))
                    .join();
        }
    }

    private static BlueGreenOptions appSpec(String path, Map<String, ?> values, String application, String group) {
        return new BlueGreenOptions(
                Optional.of(TerminalWorld.file(EXAMPLES + path)),
                Placeholders.of(values),
                Optional.of(application),
                Optional.of(group),
                Optional.empty(),
                Optional.empty(),
                false,
                WaitUntil.LIVE);
    }

    private static DeployRequest request(
            String service,
            String cluster,
            RenderRequest definition,
            boolean force,
            ImageOptions images,
            BlueGreenOptions blueGreen) {
        return new DeployRequest(
                service,
                cluster,
                definition,
                force,
                Optional.empty(),
                true,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Goal.deploy(),
                Policies.defaults(),
                images,
                blueGreen,
                true,
                Optional.empty());
    }

    /** Stands for the log of a step that is no deployment. It remembers nothing. */
    private record Printed(String step) implements TagHost {
        @Override
        public void log(String line) {
            System.out.println("[" + step + "] " + line);
        }

        @Override
        public void remember(TagState state) {
            // Nobody goes on after the demo.
        }
    }
}
