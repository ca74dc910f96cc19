package io.jenkins.plugins.ecsdeploy.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RawValuesTest {
    @Test
    void aNumberWithMoreZerosThanMemoryIsNotWrittenOut() {
        assertThat(RawValues.text("a", new BigDecimal("1e999999999"))).isEqualTo("1E+999999999");
        assertThat(RawValues.text("a", new BigDecimal("1e-999999999"))).isEqualTo("1E-999999999");
        assertThat(RawValues.json("a", new BigDecimal("1e999999999"))).hasToString("1E+999999999");
        assertThat(RawValues.text("a", new BigDecimal("1E5"))).isEqualTo("100000");
    }

    @Test
    void refusesWhatIsTooDeepOrHoldsItself() {
        List<Object> deep = List.of();
        for (int i = 0; i < 3_000; i++) {
            deep = List.of(deep);
        }
        List<Object> cyclicList = new ArrayList<>();
        cyclicList.add(cyclicList);
        Map<String, Object> cyclicMap = new HashMap<>();
        cyclicMap.put("a", cyclicMap);
        cyclicMap.put("b", cyclicMap);

        for (Object each : List.of(deep, new Object[] {cyclicList}[0], new Object[] {cyclicMap}[0])) {
            assertThatThrownBy(() -> RawValues.json("fields.a", each))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("fields.a has more than 100 levels");
        }
    }

    @Test
    void refusesWhatGrowsWithEveryLevel() {
        List<Object> wide = List.of("x");
        for (int i = 0; i < 5; i++) {
            wide = Collections.nCopies(10, wide);
        }
        Object each = wide;

        assertThatThrownBy(() -> RawValues.json("fields.a", each))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("or 65536 values");
    }

    @Test
    void scalarsOfAJenkinsfileKnowTheirText() {
        assertThat(RawValues.json("a", List.of(1, 1.5, true, "x", new BigDecimal("2.50"))))
                .hasToString("[1,1.5,true,\"x\",2.50]")
                .extracting(Written::text)
                .containsExactly(
                        Optional.of("1"),
                        Optional.of("1.5"),
                        Optional.of("true"),
                        Optional.empty(),
                        Optional.of("2.50"));
    }
}
