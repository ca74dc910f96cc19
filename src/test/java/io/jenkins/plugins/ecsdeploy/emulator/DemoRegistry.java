package io.jenkins.plugins.ecsdeploy.emulator;

import io.jenkins.plugins.ecsdeploy.emulator.registry.RecordedRequest;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registry of the demo: versions of one image, and tags of environments, which are one of them each. It stands for two
 * registries, which have the same. The emulated ECS finds what its tags point to.
 */
public final class DemoRegistry {
    public static final String USER = "demo";
    public static final String PASSWORD = "emulated-registry-password";
    public static final String REPOSITORY = "library/software";

    /** The names of the image, that of {@code examples/environment-tags} first. */
    static final List<String> IMAGES = List.of("nexus.acme.com/" + REPOSITORY, "registry.example.com/" + REPOSITORY);

    private static final Pattern TAG = Pattern.compile("/v2/" + REPOSITORY + "/manifests/(?<tag>[^:]+)");

    private final TestRegistry registry;
    private final EcsEmulator emulator;
    private final Consumer<String> log;

    private DemoRegistry(TestRegistry registry, EcsEmulator emulator, Consumer<String> log) {
        this.registry = registry;
        this.emulator = emulator;
        this.log = log;
    }

    /**
     * @param port 0 for a free one
     * @param log hears which tags are moved
     */
    public static TestRegistry start(int port, EcsEmulator emulator, Consumer<String> log) {
        TestRegistry registry = new TestRegistry(InstantSource.system(), port).bearer(USER, PASSWORD);
        DemoRegistry demo = new DemoRegistry(registry, emulator, log);
        for (String version : new String[] {"0.0.2", "0.0.3", "0.0.4"}) {
            demo.push(version, version);
        }
        for (String environment : ExamplesWorld.ENVIRONMENTS) {
            demo.push(environment, "0.0.2");
        }
        registry.onRequest(demo::told);
        return registry;
    }

    private void push(String tag, String version) {
        byte[] manifest = TestImages.image(TestImages.OCI_MANIFEST, "software " + version);
        found(tag, registry.push(REPOSITORY, tag, manifest, TestImages.OCI_MANIFEST));
    }

    private void found(String tag, String digest) {
        IMAGES.forEach(image -> emulator.imageDigest(image + ":" + tag, digest));
    }

    /** Before it is answered; nobody is refused here who has come so far. */
    private void told(RecordedRequest request) {
        Matcher path = TAG.matcher(request.path());
        if (request.method().equals("PUT")
                && path.matches()
                && !request.header("Authorization").isEmpty()) {
            found(path.group("tag"), "sha256:" + Digests.hex(Digests.sha256(request.body())));
            log.accept("PUT " + request.path());
        }
    }
}
