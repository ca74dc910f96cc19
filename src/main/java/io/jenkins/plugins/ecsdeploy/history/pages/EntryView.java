package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.GatePassage;
import io.jenkins.plugins.ecsdeploy.upstream.PresetForm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.ExportedBean;

/** An entry for people: the words of the pages, for whoever looks at them. */
@ExportedBean(defaultVisibility = 3)
public final class EntryView extends ExportedEntry {
    EntryView(Entry entry, Viewer viewer) {
        super(entry, viewer);
    }

    /** Who deployed it, in words. */
    public String getBy() {
        String name = entry().origin().userName() == null
                ? entry().origin().user()
                : entry().origin().userName();
        if (name != null) {
            return Shown.text(name);
        }
        return switch (String.valueOf(entry().origin().cause())) {
            case "TIMER" -> Messages.EntryView_timer();
            case "SCM" -> Messages.EntryView_scm();
            case "UPSTREAM" -> Messages.EntryView_upstream();
            default -> Messages.EntryView_unknown();
        };
    }

    /** The build by its name, as short as it is unmistakable. */
    public String getBuildName() {
        return name(entry().origin().build());
    }

    static String name(Build build) {
        String number = "#" + build.number();
        return build.displayName() == null ? number : number + " " + Shown.text(build.displayName());
    }

    /** Where the build is, below Jenkins; null: it is gone. */
    @CheckForNull
    public String getBuildLink() {
        return viewer().url(entry().origin().build(), entry().order()).orElse(null);
    }

    /** The name of the job. */
    public String getJobName() {
        return Shown.text(viewer().jobName(entry().origin().build(), entry().order()));
    }

    /** The builds that it was made of, as far as one may read them. */
    public List<BuildView> getMadeOf() {
        return entry().origin().upstream().stream()
                .filter(build -> viewer().sees(build, entry().order()))
                .map(build -> new BuildView(build, entry(), viewer()))
                .toList();
    }

    /** The jobs of those builds by their names, with the numbers of the builds. */
    Map<String, Integer> upstreamNumbers() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        entry().origin().upstream().stream()
                .filter(build -> viewer().sees(build, entry().order()))
                .forEach(build -> numbers.put(viewer().jobName(build, entry().order()), build.number()));
        return numbers;
    }

    /** The commit of the build itself. */
    @CheckForNull
    public String getCommit() {
        return BuildView.shortened(entry().origin().build().commit());
    }

    public String getTags() {
        return Shown.text(ImageWords.tags(entry()));
    }

    public String getDigest() {
        return Shown.text(ImageWords.digest(entry()));
    }

    public String getRevision() {
        return entry().change().to() == null
                ? ""
                : Arns.shortName(entry().change().to());
    }

    /** From which revision to which; empty where there is none. */
    public String getRevisions() {
        return entry().change().from() == null || getRevision().isEmpty()
                ? getRevision()
                : Arns.shortName(entry().change().from()) + " → " + getRevision();
    }

    /** What was deployed to, or the repository whose tags were moved. */
    public String getName() {
        return Shown.text(entry().service().service());
    }

    /** The page of the service, below Jenkins; null: it is none. */
    @CheckForNull
    public String getServiceLink() {
        String service = getService();
        return service == null ? null : HistoryRoot.NAME + "/service/" + Util.rawEncode(service) + "/";
    }

    /** Where it was deployed to. */
    public String getPlace() {
        Column column = Column.of(entry(), viewer());
        return column.getMore().isEmpty() ? column.getName() : column.getName() + " · " + column.getMore();
    }

    public Outcome getOutcome() {
        return Outcome.of(entry(), viewer());
    }

    /** How long ago it ended, or began where it has not. */
    public String getAge() {
        return Messages.EntryView_ago(Util.getTimeSpanString(Math.max(0, System.currentTimeMillis() - moment())));
    }

    /** The same, exactly. */
    public String getMoment() {
        return Instant.ofEpochMilli(moment()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    long moment() {
        return entry().isOpen() ? entry().began() : entry().end().millis();
    }

    /** How long ago, and how long it took. */
    public String getTimes() {
        return entry().isOpen()
                ? getAge()
                : getAge() + " · "
                        + Durations.inWords(
                                Duration.ofMillis(entry().durationMillis()).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Where it waits, in words; null: nowhere. */
    @CheckForNull
    public String getWaits() {
        return entry().openGate().map(EntryView::words).orElse(null);
    }

    private static String words(GatePassage gate) {
        return gate.expires() == 0
                ? Messages.EntryView_gate(gate.name())
                : Messages.EntryView_gateUntil(gate.name(), Instant.ofEpochMilli(gate.expires()));
    }

    /** What was decided at the gates, in words. */
    public List<String> getDecisions() {
        return entry().gates().stream()
                .filter(gate -> gate.answer() != null)
                .map(gate -> Messages.EntryView_decided(
                        gate.name(),
                        gate.answer(),
                        gate.by() == null ? "–" : Shown.text(gate.by()),
                        Instant.ofEpochMilli(gate.answered()).truncatedTo(ChronoUnit.SECONDS)))
                .toList();
    }

    /** Whether the job of this entry may have a form for what another one deployed: no build is looked for. */
    boolean mayHaveFormFor(EntryView other) {
        Optional<Job<?, ?>> job = viewer().job(entry().origin().build(), entry().order());
        return job.isPresent()
                && other.offered()
                        .flatMap(
                                build -> other.viewer().job(build, other.entry().order()).stream())
                        .anyMatch(from -> PresetForm.mayOffer(job.get(), from));
    }

    /** What a form may offer of it: the build itself, where one job follows another, and those that it was made of. */
    private Stream<Build> offered() {
        return Stream.concat(Stream.of(entry().origin().build()), entry().origin().upstream().stream());
    }

    /** Whether both are of the same upstream builds: of each job that both know of. */
    boolean isOfTheSameBuilds(EntryView other) {
        Map<String, Integer> mine = upstreamNumbers();
        Map<String, Integer> theirs = other.upstreamNumbers();
        Set<String> common = new LinkedHashSet<>(mine.keySet());
        common.retainAll(theirs.keySet());
        return common.isEmpty()
                ? mine.isEmpty() && theirs.isEmpty()
                : common.stream().allMatch(job -> mine.get(job).equals(theirs.get(job)));
    }

    /**
     * The form of the job that deployed this, with the same upstream build chosen, below Jenkins. Null for those who may not
     * build it, and where the job does not offer that build.
     */
    @CheckForNull
    public String getAgainLink() {
        return formFor(this).orElse(null);
    }

    /** The form of this entry's job, with the upstream build of another entry chosen. */
    Optional<String> formFor(EntryView other) {
        Optional<Job<?, ?>> job = viewer().job(entry().origin().build(), entry().order());
        return job.flatMap(of -> other.offered()
                .flatMap(build -> other.viewer().job(build, other.entry().order()).stream()
                        .flatMap(from -> PresetForm.of(of, from, build.number()).stream()))
                .findFirst());
    }

    /** Where the evidence is, below Jenkins; null: there is none. */
    @CheckForNull
    public String getEvidenceLink() {
        String build = getBuildLink();
        return build == null || entry().end().evidence() == null
                ? null
                : build + "artifact/" + Util.rawEncode(entry().end().evidence());
    }
}
