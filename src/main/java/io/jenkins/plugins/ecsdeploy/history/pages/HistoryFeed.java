package io.jenkins.plugins.ecsdeploy.history.pages;

import hudson.FeedAdapter;
import hudson.model.RSS;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Entries as a feed, as Jenkins has them for builds. */
final class HistoryFeed implements FeedAdapter<EntryView> {
    private final String address;

    private HistoryFeed(String address) {
        this.address = address;
    }

    static void write(
            String title, String address, List<EntryView> entries, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, ServletException {
        RSS.forwardToRss(title, address, entries, new HistoryFeed(address), request, response);
    }

    @Override
    public String getEntryTitle(EntryView entry) {
        String place = entry.getRepository() != null
                ? entry.getTags()
                : String.valueOf(entry.getTarget() == null ? entry.getCluster() : entry.getTarget());
        return entry.getName() + " → " + place + ": " + entry.getBuildName() + ", "
                + entry.getOutcome().getWord();
    }

    @Override
    public String getEntryUrl(EntryView entry) {
        String build = entry.getBuildLink();
        return build == null ? address : build;
    }

    /** Another one when it has ended, so that a reader is shown that, too. */
    @Override
    public String getEntryID(EntryView entry) {
        return "tag:ecs-deploy," + entry.getId() + ":" + entry.getStatus();
    }

    @Override
    public String getEntryDescription(EntryView entry) {
        String changes = String.join("; ", entry.getChanges());
        return entry.getBy()
                + (changes.isEmpty() ? "" : ": " + changes)
                + (entry.getReason() == null ? "" : ". " + entry.getReason());
    }

    @Override
    public Calendar getEntryTimestamp(EntryView entry) {
        Calendar time = new GregorianCalendar();
        time.setTimeInMillis(entry.moment());
        return time;
    }

    @Override
    public String getEntryAuthor(EntryView entry) {
        return entry.getBy();
    }
}
