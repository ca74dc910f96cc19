package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTurnsTest {
    private final ServiceTurns turns = new ServiceTurns();
    private final List<String> begun = new ArrayList<>();

    @Test
    void oneAfterTheOtherInOrder() {
        ServiceTurns.Turn first = join("web", "#1", 1);
        ServiceTurns.Turn second = join("web", "#2", 2);
        ServiceTurns.Turn third = join("web", "#3", 3);

        assertThat(begun).containsExactly("#1");
        assertThat(third.waitsFor()).containsExactly("#1", "#2");
        first.end();
        first.end();
        assertThat(begun).containsExactly("#1", "#2");
        assertThat(second.waitsFor()).isEmpty();
        assertThat(third.waitsFor()).containsExactly("#2");
    }

    @Test
    void otherServicesDoNotWait() {
        join("web", "#1", 1);
        join("api", "#2", 2);

        assertThat(begun).containsExactly("#1", "#2");
    }

    @Test
    void whoLeavesTheQueueIsNotCalled() {
        ServiceTurns.Turn first = join("web", "#1", 1);
        join("web", "#2", 2).end();
        join("web", "#3", 3);
        first.end();

        assertThat(begun).containsExactly("#1", "#3");
    }

    /** In whichever order they are resumed. */
    @Test
    void afterARestartThoseThatHadBegunGoOnAndTheOthersKeepTheirOrder() {
        ServiceTurns.Turn running = turns.join("web", "#1", 1, true, () -> begun.add("#1"));
        join("web", "#3", 3);
        join("web", "#2", 2);
        turns.join("web", "orphan", 0, true, () -> begun.add("orphan")).end();
        assertThat(begun).containsExactly("#1", "orphan");
        running.end();

        assertThat(begun).containsExactly("#1", "orphan", "#2");
    }

    private ServiceTurns.Turn join(String service, String who, long since) {
        return turns.join(service, who, since, false, () -> begun.add(who));
    }
}
