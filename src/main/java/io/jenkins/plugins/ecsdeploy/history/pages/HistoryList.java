package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import io.jenkins.plugins.ecsdeploy.history.journal.PageMark;
import io.jenkins.plugins.ecsdeploy.history.journal.ServiceKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * One page of the entries of some services, the newest first, for whoever makes the current request, and as its parameters
 * ask: {@code target}, {@code service}, {@code repository}, {@code outcome}, {@code since} (ISO-8601), {@code limit} and {@code after}.
 */
public final class HistoryList {
    private static final int SHOWN = 25;
    private static final int MOST = 500;

    private final List<EntryView> entries;
    private final String next;
    private final boolean first;

    private HistoryList(List<EntryView> entries, String next, boolean first) {
        this.entries = entries;
        this.next = next;
        this.first = first;
    }

    /**
     * @param services which of them
     * @param wanted which of their entries
     */
    static HistoryList of(Predicate<Heads> services, Predicate<Entry> wanted, Viewer viewer) {
        String target = parameter("target");
        String service = parameter("service");
        String repository = parameter("repository");
        String outcome = parameter("outcome");
        long since = since();
        int limit = limit();
        Optional<PageMark> after = PageMark.parse(parameter("after"));
        Predicate<Entry> asked = entry -> entry.began() >= since
                && wanted.test(entry)
                && viewer.sees(entry)
                && (target.isEmpty() || Column.of(entry, viewer).isMeantBy(target))
                && (outcome.isEmpty() || Outcome.of(entry, viewer).getValue().equals(outcome));
        List<ServiceKey> keys = DeploymentHistory.get().journal().heads().stream()
                .filter(heads -> service.isEmpty() || heads.service().isService(service))
                .filter(heads -> repository.isEmpty() || heads.service().equals(ServiceKey.repository(repository)))
                .filter(heads -> heads.newest() >= since)
                .filter(services)
                .map(Heads::service)
                .toList();
        List<Entry> found = DeploymentHistory.get().journal().page(keys, after, limit + 1, asked);
        List<Entry> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new HistoryList(
                shown.stream().map(entry -> new EntryView(entry, viewer)).toList(),
                found.size() > limit ? PageMark.of(shown.get(limit - 1)).toString() : null,
                after.isEmpty());
    }

    /** @throws WrongParameterException if a parameter of the current request cannot be */
    static void check() {
        since();
        limit();
    }

    /** A parameter of the current request; empty where there is none. */
    static String parameter(String name) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? "" : Util.fixNull(request.getParameter(name)).trim();
    }

    private static long since() {
        String text = parameter("since");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new WrongParameterException("since is '" + text + "'. Give a time like 2026-11-29T12:00:00Z");
        }
    }

    private static int limit() {
        String text = parameter("limit");
        try {
            return text.isEmpty() ? SHOWN : Math.max(1, Math.min(MOST, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            throw new WrongParameterException("limit is '" + text + "'. Give a number from 1 to " + MOST);
        }
    }

    public List<EntryView> getEntries() {
        return entries;
    }

    /** What the parameter {@code after} is for the next page; null: there is none. */
    @CheckForNull
    public String getNext() {
        return next;
    }

    public boolean isFirst() {
        return first;
    }
}
