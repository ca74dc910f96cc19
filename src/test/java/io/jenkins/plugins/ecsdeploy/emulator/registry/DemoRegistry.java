package io.jenkins.plugins.ecsdeploy.emulator.registry;

import java.time.InstantSource;

/** The registry of the demo: versions of one image, and the tag {@code dev}, which is one of them. */
public final class DemoRegistry {
    public static final String USER = "demo";
    public static final String PASSWORD = "emulated-registry-password";
    public static final String REPOSITORY = "library/software";

    private DemoRegistry() {}

    /** @param port 0 for a free one */
    public static TestRegistry start(int port) {
        TestRegistry registry = new TestRegistry(InstantSource.system(), port).bearer(USER, PASSWORD);
        for (String version : new String[] {"0.0.2", "0.0.3", "0.0.4"}) {
            push(registry, version, version);
        }
        push(registry, "dev", "0.0.2");
        return registry;
    }

    private static void push(TestRegistry registry, String tag, String version) {
        registry.push(
                REPOSITORY,
                tag,
                TestImages.image(TestImages.OCI_MANIFEST, "software " + version),
                TestImages.OCI_MANIFEST);
    }
}
