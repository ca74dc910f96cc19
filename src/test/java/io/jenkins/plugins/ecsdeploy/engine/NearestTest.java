package io.jenkins.plugins.ecsdeploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
    private static final List<String> KEYS = List.of("cpu", "memory", "memoryReservation", "image", "environment");

    @ParameterizedTest
    @CsvSource({
        "memroy, memory",
        "Memory, memory",
        "memry, memory",
        "enviroment, environment",
        "environments, environment",
        "cup, cpu",
        "memoryReservations, memoryReservation"
    })
    void findsTheWordThatWasMeant(String word, String meant) {
        assertThat(Nearest.of(word, KEYS)).contains(meant);
        assertThat(Nearest.hint(word, KEYS)).isEqualTo(" (did you mean " + meant + "?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpuX", "xyz", "somethingElse", "cp"})
    void saysNothingAboutWordsThatAreFarFromAll(String word) {
        assertThat(Nearest.of(word, KEYS)).isEmpty();
        assertThat(Nearest.hint(word, KEYS)).isEmpty();
    }

    @Test
    void doesNotCompareHugeWords() {
        String huge = "m".repeat(60_000);

        assertThat(Nearest.of(huge, List.of(huge + "x", "memory"))).isEmpty();
    }
}
