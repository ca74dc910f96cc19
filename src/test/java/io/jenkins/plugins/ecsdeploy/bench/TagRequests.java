package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.emulator.registry.RecordedRequest;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import io.jenkins.plugins.ecsdeploy.engine.promotion.ImageStores;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagHost;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagImage;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagRequest;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import io.jenkins.plugins.ecsdeploy.engine.registry.AllowedRegistry;
import io.jenkins.plugins.ecsdeploy.engine.registry.Pauses;
import io.jenkins.plugins.ecsdeploy.engine.registry.Registries;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.engine.registry.RegistryLogin;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What moving a tag costs at a registry: requests, and the bytes of their bodies in both directions. */
final class TagRequests implements AutoCloseable {
    private static final String USER = "jenkins";
    private static final String PASSWORD = "secret";

    private final TestRegistry registry = new TestRegistry(InstantSource.system());
    private final Report report;

    private TagRequests(Report report) {
        this.report = report;
        push("single", TestImages.OCI_MANIFEST);
        push("old", TestImages.OCI_MANIFEST);
        registry.pushIndex("team/web", "index", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);
    }

    static void measure(Report report) {
        try (TagRequests requests = new TagRequests(report)) {
            requests.row("one image, tag is moved", "single", "old");
            requests.row("one image, tag is there already", "single", "old");
            requests.row("one image, tag is new", "single", "new");
            requests.row("index of three platforms, tag is moved", "index", "old");
            requests.registry.bearer(USER, PASSWORD);
            requests.row("one image, tag is moved, token to be fetched", "single", "old");
        }
        report.explain(
                "tagImage: requests and bytes of bodies at a registry, token server included. All but the last row"
                        + " are those of a step whose token is known, or that needs none. No blob is among them.");
    }

    private void push(String tag, String type) {
        registry.push("team/web", tag, TestImages.image(type, tag), type);
    }

    private void row(String what, String from, String to) {
        registry.forgetRequests();
        TagRequest request = TagRequest.of(registry.host() + "/team/web:" + from, List.of(to), null, true);
        new TagImage(request, stores(), new Silent(), new TagState(request)).run();
        List<RecordedRequest> made = registry.requests();
        if (made.stream().anyMatch(each -> each.path().contains("/blobs/"))) {
            throw new IllegalStateException("A blob was asked for: " + made);
        }
        int bytes = made.stream()
                .mapToInt(each -> each.body().length + each.answered())
                .sum();
        report.row("tagImage, " + what + ": requests, bytes", 1, List.of(made.size() + ", " + bytes));
    }

    private ImageStores stores() {
        return new ImageStores(
                new RegistryHttp(HttpClient.newBuilder()),
                new Registries(List.of(new AllowedRegistry(registry.host(), Optional.empty(), true))),
                called -> Optional.of(new RegistryLogin(USER, PASSWORD)),
                region -> {
                    throw new IllegalStateException("Nothing here is at ECR");
                },
                Pauses.REAL,
                InstantSource.system());
    }

    @Override
    public void close() {
        registry.close();
    }

    private static final class Silent implements TagHost {
        @Override
        public void log(String line) {
            // Nobody reads it here.
        }

        @Override
        public void remember(TagState state) {
            // Nobody goes on from it here.
        }
    }
}
