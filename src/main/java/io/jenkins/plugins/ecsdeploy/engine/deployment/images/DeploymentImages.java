package io.jenkins.plugins.ecsdeploy.engine.deployment.images;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ImageState;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The images of one deployment before its revision is registered. What is looked up is kept: a deployment may wait long for its
 * turn, and whoever goes on after a restart must not deploy something else.
 */
public final class DeploymentImages {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ImageOptions options;
    private final ImageState kept;
    private final Consumer<String> log;
    private final Map<String, CompletableFuture<String>> lookups = new HashMap<>();

    public DeploymentImages(ImageOptions options, ImageState kept, Consumer<String> log) {
        this.options = options;
        this.kept = kept;
        this.log = log;
    }

    /** The definition with the images that it is to take over. */
    public RenderRequest take(RenderRequest definition) {
        if (options.from().isEmpty()) {
            return definition;
        }
        if (kept.taken().isEmpty()) {
            TakenImages found = options.from().get().read(log);
            log.accept("Taking over images of " + found.from() + ": "
                    + found.images().entrySet().stream()
                            .map(image -> image.getKey() + " " + image.getValue())
                            .collect(Collectors.joining(", ")));
            kept.take(found);
        }
        return definition.taking(kept.taken().orElseThrow());
    }

    /** Puts the digest behind each tag; absent if that is not wanted. */
    public Optional<UnaryOperator<TaskDefinition>> pinning() {
        return options.pinDigests() ? Optional.of(this::pinned) : Optional.empty();
    }

    private TaskDefinition pinned(TaskDefinition document) {
        Map<String, ImageReference> tagged = new LinkedHashMap<>();
        document.images().forEach((container, text) -> {
            ImageReference image = ImageReference.parse(text);
            if (image.digest().isEmpty()) {
                tagged.put(container, image);
            }
        });
        lookUp(tagged.values());
        Map<String, String> images = new LinkedHashMap<>();
        tagged.forEach((container, image) ->
                images.put(container, image.pinnedTo(digest(image)).toString()));
        return document.withImages(images);
    }

    /**
     * Finds out which digests are expected, and refuses what cannot come true.
     *
     * @param document what is to be deployed
     * @throws NotYet while one is being looked up
     */
    public void expect(TaskDefinition document) {
        if (options.expected().isEmpty() || kept.expected().isPresent()) {
            return;
        }
        Map<String, ExpectedImages.Expected> wanted = ExpectedImages.read(options.expected());
        ExpectedImages.checkNames(document, wanted.keySet());
        lookUp(wanted.values().stream()
                .filter(expected -> expected.digest().isEmpty())
                .map(expected -> expected.image().orElseThrow())
                .toList());
        Map<String, String> digests = new LinkedHashMap<>();
        wanted.forEach((container, expected) -> digests.put(
                container,
                expected.digest().orElseGet(() -> digest(expected.image().orElseThrow()))));
        ExpectedImages.checkDigests(document, digests);
        kept.expect(digests);
    }

    private String digest(ImageReference lookedUp) {
        return kept.pin(lookedUp.toString()).orElseThrow();
    }

    /**
     * Sees to it that the digests of all these are known.
     *
     * @throws NotYet while one is being looked up: registries may be slow, and are not waited for here
     */
    private void lookUp(Collection<ImageReference> images) {
        List<ImageReference> unknown = images.stream()
                .filter(image -> kept.pin(image.toString()).isEmpty())
                .distinct()
                .toList();
        unknown.forEach(image -> lookups.computeIfAbsent(
                image.toString(),
                any -> CompletableFuture.supplyAsync(
                        () -> options.stores().get().digest(image, log), options.threads())));
        if (!unknown.stream().allMatch(image -> lookups.get(image.toString()).isDone())) {
            throw new NotYet(PAUSE);
        }
        unknown.forEach(image -> keep(image, lookups.remove(image.toString())));
    }

    private void keep(ImageReference image, CompletableFuture<String> lookup) {
        try {
            kept.pin(image.toString(), lookup.join());
            log.accept("  " + image + " is " + digest(image) + " now");
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
