package io.jenkins.plugins.ecsdeploy.history.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.history.figures.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Figures of a place week by week, as the script of the page draws them with the library plugin echarts-api.
 *
 * @param weeks the oldest first
 * @param now in milliseconds since the epoch, when the last week ends
 */
public record FiguresChart(String place, List<Figures> weeks, long now) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SECONDS_OF_AN_HOUR = 3_600;
    /** Nobody needs more of an hour than that part. */
    private static final double HUNDRED = 100;

    public String getPlace() {
        return place;
    }

    /** Names, and numbers by week; null where there is none. */
    public String getJson() {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put(
                "weeks", IntStream.range(0, weeks.size()).mapToObj(this::begin).toList());
        chart.put(
                "bars",
                List.of(
                        series(Messages.FiguresChart_good(), week -> (double) week.deployments() - week.failed()),
                        series(Messages.FiguresChart_failed(), week -> (double) week.failed())));
        chart.put(
                "lines",
                List.of(
                        series(
                                Messages.FiguresChart_lead(),
                                week -> hours(week.lead().median())),
                        series(
                                Messages.FiguresChart_restore(),
                                week -> hours(week.restore().median()))));
        chart.put("deployments", Messages.FiguresChart_deployments());
        chart.put("hours", Messages.FiguresChart_hours());
        try {
            return JSON.writeValueAsString(chart);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The day on which a week begins. */
    private String begin(int week) {
        return Instant.ofEpochMilli(now)
                .minus(Duration.ofDays(7L * (weeks.size() - week)))
                .truncatedTo(ChronoUnit.DAYS)
                .toString()
                .substring(0, "2026-11-29".length());
    }

    private Map<String, Object> series(String name, Function<Figures, Double> value) {
        // Not those of streams, which refuse null.
        List<Double> values = new ArrayList<>();
        weeks.forEach(week -> values.add(value.apply(week)));
        return Map.of("name", name, "values", values);
    }

    private static Double hours(Optional<Duration> duration) {
        return duration.map(exact -> Math.round(HUNDRED * exact.toSeconds() / SECONDS_OF_AN_HOUR) / HUNDRED)
                .orElse(null);
    }
}
