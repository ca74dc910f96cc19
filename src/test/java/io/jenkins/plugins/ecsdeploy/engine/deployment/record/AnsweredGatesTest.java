package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.AnsweredGates.Answered;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnsweredGatesTest {
    private final AnsweredGates answers = new AnsweredGates();

    @Test
    void theFirstAnswerCounts() {
        answers.add(answered("d-1", "g1", "deploy #41"));
        answers.add(answered("d-1", "g1", "deploy #42"));

        assertThat(answers.at("d-1", gate("g1"))).map(Answered::who).contains("deploy #41");
    }

    @Test
    void gatesOfOthersAreNotMeant() {
        answers.add(answered("d-1", "g1", "deploy #41"));
        answers.add(answered("d-2", "g2", "deploy #42"));

        assertThat(answers.at("d-2", gate("g1"))).isEmpty();
        assertThat(answers.of("d-2")).extracting(Answered::who).containsExactly("deploy #42");
    }

    @Test
    void oldOnesAreForgotten() {
        IntStream.range(0, 1_001).forEach(i -> answers.add(answered("d-" + i, "g", "deploy #" + i)));

        assertThat(answers.of("d-0")).isEmpty();
        assertThat(answers.of("d-1")).hasSize(1);
        assertThat(answers.of("d-1000")).hasSize(1);
    }

    private static Answered answered(String deployment, String gate, String who) {
        return new Answered(deployment, gate(gate), GateAnswer.CONTINUE, who);
    }

    private static Gate gate(String id) {
        return new Gate(id, "READY", Instant.EPOCH, null, "it ends", null, null);
    }
}
