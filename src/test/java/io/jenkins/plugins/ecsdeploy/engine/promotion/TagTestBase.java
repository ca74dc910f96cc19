package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import io.jenkins.plugins.ecsdeploy.engine.registry.TestTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A registry with the images team/web:1.0 and team/web:dev, which are not the same. */
abstract class TagTestBase implements TagHost {
    static final String MANIFESTS = "/v2/team/web/manifests/";
    static final byte[] IMAGE = TestImages.image(TestImages.OCI_MANIFEST, "web");

    final TestTime time = new TestTime();
    final TestRegistry registry = new TestRegistry(time);
    final String web = registry.host() + "/team/web";
    final String digest = registry.push("team/web", "1.0", IMAGE, TestImages.OCI_MANIFEST);
    final String before =
            registry.push("team/web", "dev", TestImages.image(TestImages.OCI_MANIFEST, "old"), TestImages.OCI_MANIFEST);
    final List<String> log = new ArrayList<>();
    /** What would be on the disk. */
    byte[] remembered;

    @AfterEach
    void close() {
        registry.close();
    }

    @Override
    public void log(String line) {
        log.add(line);
    }

    @Override
    public void remember(TagState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remembered = bytes.toByteArray();
    }

    Map<String, Object> tag(String image, String... tags) {
        return run(TagRequest.of(image, List.of(tags), null, true));
    }

    Map<String, Object> run(TagRequest request) {
        return new TagImage(request, stores(), this, new TagState(request)).run();
    }

    /** As after a restart: with what is on the disk alone. */
    Map<String, Object> resume(TagRequest request) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(remembered))) {
            return new TagImage(request, stores(), this, (TagState) in.readObject()).run();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    ImageStores stores() {
        return new ImageStores(
                new RegistryHttp(HttpClient.newBuilder()),
                new Registries(List.of(new AllowedRegistry(registry.host(), Optional.empty(), true))),
                called -> Optional.of(new RegistryLogin("jenkins", "pa55word")),
                region -> {
                    throw new AssertionError("Nothing here is at ECR");
                },
                time,
                time);
    }

    static boolean isPut(String line) {
        return line.startsWith("PUT ");
    }
}
