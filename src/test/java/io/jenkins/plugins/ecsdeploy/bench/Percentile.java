package io.jenkins.plugins.ecsdeploy.bench;

import java.util.List;

/** The smallest value that so many percent of all do not exceed. */
final class Percentile {
    private Percentile() {}

    static double of(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
