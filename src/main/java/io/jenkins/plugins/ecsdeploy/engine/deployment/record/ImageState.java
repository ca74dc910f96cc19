package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a deployment's images beside their names: what was found out before anything was registered, once, so that
 * whoever goes on after a restart deploys the same; and what AWS has found behind them in the end.
 */
public final class ImageState implements Serializable {
    private static final long serialVersionUID = 1L;

    private String takenFrom;
    private String takenRevision;
    private LinkedHashMap<String, String> taken;
    private LinkedHashMap<String, String> pins;
    private LinkedHashMap<String, String> expected;
    private LinkedHashMap<String, String> digests;

    /** The images that are taken over from elsewhere; absent: not yet, or none. */
    public Optional<TakenImages> taken() {
        return taken == null
                ? Optional.empty()
                : Optional.of(new TakenImages(String.valueOf(takenFrom), takenRevision, taken));
    }

    public void take(TakenImages images) {
        takenFrom = images.from();
        takenRevision = images.revision();
        taken = new LinkedHashMap<>(images.images());
    }

    /** The digest that stands for an image from now on. */
    public Optional<String> pin(String image) {
        return Optional.ofNullable(pins).map(found -> found.get(image));
    }

    public void pin(String image, String digest) {
        pins = pins == null ? new LinkedHashMap<>() : pins;
        pins.put(image, digest);
    }

    /** Container to the digest that it is to run; absent: not found out yet, or nothing is expected. */
    public Optional<Map<String, String>> expected() {
        return Optional.ofNullable(expected);
    }

    public void expect(Map<String, String> digestsByContainer) {
        expected = new LinkedHashMap<>(digestsByContainer);
    }

    /** Container to the digest that AWS has found for its image, of the revision that runs; as far as that is known. */
    public Map<String, String> digests() {
        return digests == null ? Map.of() : Collections.unmodifiableMap(digests);
    }

    public void digests(Map<String, String> found) {
        digests = new LinkedHashMap<>(found);
    }
}
