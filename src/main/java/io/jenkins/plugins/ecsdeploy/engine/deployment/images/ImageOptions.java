package io.jenkins.plugins.ecsdeploy.engine.deployment.images;

import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a caller wants of the images of a deployment beside their names.
 *
 * @param from where those come from that the definition is to be given; absent: it has its own
 * @param pinDigests whether the digest is put behind each tag before the definition is registered
 * @param expected container to the digest that it is to run in the end, or an image that has this digest
 * @param stores where digests are looked up by tags; asked when that is needed
 * @param threads that may wait for registries, which may take their time
 */
public record ImageOptions(
        Optional<ImageSource> from,
        boolean pinDigests,
        Map<String, String> expected,
        Supplier<ImageStores> stores,
        Executor threads) {
    /** Images as the definition has them. */
    public static ImageOptions none() {
        return new ImageOptions(
                Optional.empty(),
                false,
                Map.of(),
                () -> {
                    throw new IllegalStateException("No digest is to be looked up");
                },
                Runnable::run);
    }
}
