package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

class TaskDigestsTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void whatAllTasksSayIsTaken() {
        assertThat(agreed(task("web", "sha256:1"), task("web", "sha256:1"), task("web", null)))
                .isEqualTo(Map.of("web", "sha256:1"));
        assertThat(log).isEmpty();
    }

    @Test
    void whereTheyDifferNobodyKnows() {
        assertThat(agreed(task("web", "sha256:1"), task("web", "sha256:2"))).isEmpty();
        assertThat(log).containsExactly("  The tasks run different contents of container web: sha256:1, sha256:2");
    }

    private Map<String, String> agreed(Task... tasks) {
        return TaskDigests.agreed(List.of(tasks), log::add);
    }

    private static Task task(String container, String digest) {
        return Task.builder()
                .containers(
                        Container.builder().name(container).imageDigest(digest).build())
                .build();
    }
}
