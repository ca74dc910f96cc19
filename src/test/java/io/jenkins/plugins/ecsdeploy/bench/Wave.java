package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.emulator.Faults;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * So many deployments at once, played to their end in the emulator's time. They begin within half a minute, at the
 * same moments whichever way they are made.
 */
final class Wave {
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(30);

    /** Fewer say little about the mean. */
    private static final int AT_LEAST = 30;

    private static final Duration UNEVEN = Duration.ofSeconds(15);

    private final BenchWorld world;
    private final List<Double> lags = Collections.synchronizedList(new ArrayList<>());
    private final List<RuntimeException> failures = new ArrayList<>();
    private final Random random = new Random(20260115);
    private int deployments;
    private List<Call> calls = List.of();

    private Wave(BenchWorld world) {
        this.world = world;
    }

    static Wave play(BenchWorld world, Way way, int count) {
        Wave wave = new Wave(world);
        world.emulator.clearCalls();
        for (int left = AT_LEAST; left > 0; left -= count) {
            wave.begin(way, count);
            world.time.passUntilIdle();
        }
        wave.calls = world.emulator.calls();
        return wave;
    }

    /** With all calls together throttled to 2 a second for a minute, in which the first deployments end. */
    static Wave throttled(BenchWorld world, Way way, int count) {
        Wave wave = new Wave(world);
        world.emulator.clearCalls();
        wave.begin(way, count);
        world.time.pass(BenchWorld.ROLLOUT.minusSeconds(20));
        world.emulator.faults().budget(Faults.ALL, 2, 2);
        world.time.pass(Duration.ofMinutes(1));
        world.emulator.faults().clear();
        world.time.passUntilIdle();
        wave.calls = world.emulator.calls();
        return wave;
    }

    private void begin(Way way, int count) {
        deployments += count;
        List<String> services = world.services(count);
        for (String service : services) {
            // Of about five minutes, but not in step with anybody's clock.
            world.emulator.scene(
                    service,
                    Scene.rollout(BenchWorld.ROLLOUT.minus(UNEVEN).plusMillis(random.nextLong(2 * UNEVEN.toMillis()))));
            Duration wait = count == 1 ? Duration.ZERO : Duration.ofMillis(random.nextLong(BEGIN_WITHIN.toMillis()));
            world.time.schedule(() -> way.deploy(world, service, ending(service)), wait);
        }
    }

    private Way.Ending ending(String service) {
        return new Way.Ending() {
            @Override
            public void succeeded() {
                Instant now = world.time.now();
                lags.add(Duration.between(world.kind.verdict(world, service), now)
                                .toMillis()
                        / 1000.0);
            }

            @Override
            public void failed(RuntimeException e) {
                failures.add(e);
            }
        };
    }

    double callsPerDeployment() {
        return (double) calls.size() / deployments;
    }

    /** Of a single deployment, the number; of several, all together for each. */
    Map<String, Double> callsByAction() {
        return calls.stream()
                .collect(Collectors.groupingBy(
                        Call::action,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.counting(), n -> (double) n / deployments)));
    }

    double lagMean() {
        return lags.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double lagAt95() {
        return Percentile.of(lags, 95);
    }

    long throttledCalls() {
        return calls.stream()
                .filter(call -> "ThrottlingException".equals(call.error()))
                .count();
    }

    int failed() {
        return failures.size();
    }

    int lost() {
        return deployments - lags.size() - failures.size();
    }
}
