package io.jenkins.plugins.ecsdeploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Few calls are made, where nobody shares them, too, and the end is known soon all the same. */
class FewDeploymentsTest {
    /** Five minutes each. The SDK's own waiter makes 25 calls, and knows after eight seconds. */
    @ParameterizedTest
    @CsvSource({"1, false, 4", "1, true, 2", "2, true, 1"})
    void makeFewCalls(int count, boolean circuitBreakers, int times) {
        try (BenchWorld world = new BenchWorld(new Rolling(circuitBreakers))) {
            // When exactly the first look is made is left to chance, so one wave says little about the mean.
            List<Wave> waves = Stream.generate(() -> Wave.play(world, new EngineWay(world.time), count))
                    .limit(times)
                    .toList();

            assertThat(waves).allMatch(wave -> wave.failed() + wave.lost() == 0);
            assertThat(mean(waves, Wave::callsPerDeployment)).isLessThanOrEqualTo(35);
            assertThat(mean(waves, Wave::lagMean)).isLessThan(2);
        }
    }

    /** Ten minutes each. A poller for each, with two calls every ten seconds, makes 129, and knows after five seconds. */
    @ParameterizedTest
    @CsvSource({"1, 82", "100, 25.8"})
    void byCodeDeployMakeFewCalls(int count, double most) {
        try (BenchWorld world = new BenchWorld(new CodeDeploy())) {
            Wave wave = Wave.play(world, new EngineWay(world.time), count);

            assertThat(wave.failed() + wave.lost()).isZero();
            assertThat(wave.callsPerDeployment()).isLessThanOrEqualTo(most);
            assertThat(wave.lagMean()).isLessThan(2);
        }
    }

    /** A quarter of an hour each. A poller for each makes 192, and knows after five or six seconds. */
    @ParameterizedTest
    @CsvSource({"1, 50", "100, 12"})
    void byEcsOwnBlueGreenMakeFewCalls(int count, double most) {
        try (BenchWorld world = new BenchWorld(new BlueGreen())) {
            Wave wave = Wave.play(world, new EngineWay(world.time), count);

            assertThat(wave.failed() + wave.lost()).isZero();
            assertThat(wave.callsPerDeployment()).isLessThanOrEqualTo(most);
            assertThat(wave.lagMean()).isLessThan(2.5);
        }
    }

    private static double mean(List<Wave> waves, ToDoubleFunction<Wave> measure) {
        return waves.stream().mapToDouble(measure).average().orElseThrow();
    }
}
