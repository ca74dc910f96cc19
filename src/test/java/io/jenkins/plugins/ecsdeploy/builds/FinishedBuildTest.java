package io.jenkins.plugins.ecsdeploy.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinishedBuildTest {
    @Test
    void fewVariablesAreKeptAsTheyAre() {
        Map<String, String> few = variables(5, 20);

        assertThat(FinishedBuild.bounded(few)).containsExactlyEntriesOf(few);
    }

    /** A controller has thousands of entries in memory. */
    @Test
    void noMoreIsKeptOfVariablesThanAListShows() {
        for (Map<String, String> many : List.of(variables(1_000, 1), variables(1, 60_000), variables(40, 50))) {
            Map<String, String> bounded = FinishedBuild.bounded(many);

            int length = bounded.entrySet().stream()
                    .mapToInt(one -> one.getKey().length() + one.getValue().length())
                    .sum();
            assertThat(length)
                    .as("so that the list is full, and sees that there was more")
                    .isBetween(BuildEntry.VARIABLES_SHOWN - 2, BuildEntry.VARIABLES_SHOWN + 4);
        }
    }

    @Test
    void aLongNameIsNoTrouble() {
        assertThat(FinishedBuild.bounded(Map.of("N".repeat(500), "value"))).hasSize(1);
    }

    private static Map<String, String> variables(int number, int length) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < number; i++) {
            variables.put("NAME_" + i, "v".repeat(length));
        }
        return variables;
    }
}
