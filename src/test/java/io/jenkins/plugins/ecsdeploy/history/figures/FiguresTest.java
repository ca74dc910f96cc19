package io.jenkins.plugins.ecsdeploy.history.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Carrier;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Change;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.End;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Origin;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.TargetName;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();

    private final List<Entry> entries = new ArrayList<>();

    private static Build build(String job, int endedHoursAgo) {
        return new Build(
                job, 1, null, null, NOW - Duration.ofHours(endedHoursAgo).toMillis());
    }

    /** A deployment that began so many hours ago and took ten minutes. */
    private void deployed(String status, int hoursAgo, int upstreamEndedHoursAgo, String name) {
        deployed(
                status,
                hoursAgo,
                upstreamEndedHoursAgo == 0 ? List.of() : List.of(build("build", upstreamEndedHoursAgo)),
                name);
    }

    private void deployed(String status, int hoursAgo, List<Build> upstream, String name) {
        long began = NOW - Duration.ofHours(hoursAgo).toMillis();
        entries.add(new Entry(
                "id" + entries.size(),
                began,
                "ecsDeploy",
                new ServiceKey("r", "1", "c1", "web"),
                TargetName.NONE,
                Change.NONE,
                new Carrier("ECS", "ROLLING", List.of(name)),
                List.of(),
                new Origin(new Build("deploy", 1, null, null, 0), upstream, null, null, "OTHER"),
                began,
                new End(status, null, began + Duration.ofMinutes(10).toMillis(), null)));
    }

    @Test
    void countsWhatReachedTheServiceOnce() {
        deployed("SUCCESSFUL", 10, 0, "a");
        deployed("SUCCESSFUL", 9, 0, "a");
        deployed("FAILED", 8, 0, "b");
        deployed("ROLLED_BACK", 7, 0, "c");
        deployed("NOT_DEPLOYED", 6, 0, "d");
        deployed("UNCHANGED", 5, 0, "e");
        deployed("SUCCESSFUL", 24 * 40, 0, "old");

        Figures month = Figures.of(entries, Set.of(), 30, NOW);

        assertThat(month.deployments()).isEqualTo(3);
        assertThat(month.perWeek()).isEqualTo(0.7);
        assertThat(month.failedShare()).contains(2 / 3.0);
        assertThat(Figures.of(entries, Set.of(), 90, NOW).deployments()).isEqualTo(4);
    }

    @Test
    void leadTimeIsFromTheUpstreamBuildToLive() {
        deployed("SUCCESSFUL", 10, 11, "a");
        deployed("SUCCESSFUL", 8, 11, "b");
        deployed("FAILED", 6, 100, "c");
        deployed("SUCCESSFUL", 4, 0, "d");

        Figures.Spread lead = Figures.of(entries, Set.of(), 30, NOW).lead();

        assertThat(lead.median()).contains(Duration.ofMinutes(70));
        assertThat(lead.p90()).contains(Duration.ofMinutes(190));
    }

    /** From test to live by three jobs: what counts is the build, not the job before. */
    @Test
    void leadTimeDoesNotBeginAtAStationOnTheWay() {
        deployed("SUCCESSFUL", 8, List.of(build("deploy-staging", 9), build("build", 11)), "a");

        assertThat(Figures.of(entries, Set.of("deploy", "deploy-staging"), 30, NOW)
                        .lead()
                        .median())
                .contains(Duration.ofMinutes(190));
        assertThat(Figures.of(entries, Set.of("deploy", "deploy-staging", "build"), 30, NOW)
                        .lead()
                        .median())
                .contains(Duration.ofMinutes(70));
    }

    /** A rollback of its own is over with it; what failed for good lasts until something else ended well. */
    @Test
    void restoreTimeIsUntilTheServiceIsWell() {
        deployed("ROLLED_BACK", 20, 0, "a");
        deployed("FAILED", 10, 0, "b");
        deployed("FAILED", 9, 0, "c");
        deployed("SUCCESSFUL", 8, 0, "d");
        deployed("FAILED", 1, 0, "e");

        Figures.Spread restore = Figures.of(entries, Set.of(), 30, NOW).restore();

        assertThat(restore.median()).contains(Duration.ofMinutes(70));
        assertThat(restore.p90()).contains(Duration.ofMinutes(130));
    }

    @Test
    void ofNothingThereIsNothing() {
        Figures none = Figures.of(entries, Set.of(), 30, NOW);

        assertThat(none.failedShare()).isEmpty();
        assertThat(none.lead().median()).isEmpty();
        assertThat(none.perWeek()).isZero();
    }

    @Test
    void countsWeekByWeek() {
        deployed("SUCCESSFUL", 1, 3, "now");
        deployed("SUCCESSFUL", 7 * 24, 0, "a week ago, as it has ended since");
        deployed("FAILED", 8 * 24, 0, "the week before");
        deployed("SUCCESSFUL", 40 * 24, 0, "before all of them");

        List<Figures> weeks = Figures.weekly(entries, Set.of(), 3, NOW);

        assertThat(weeks).extracting(Figures::deployments).containsExactly(0, 1, 2);
        assertThat(weeks).extracting(Figures::failed).containsExactly(0, 1, 0);
        assertThat(weeks.get(1).restore().median())
                .as("by a deployment of the week after")
                .isPresent();
        assertThat(weeks.get(2).lead().median()).contains(Duration.ofMinutes(130));
    }
}
