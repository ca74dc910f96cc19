package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Api;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The history of something, as a page, in the remote API and as a feed. */
@ExportedBean
public abstract class HistoryOf implements StaplerProxy {
    /** Which services may have such entries. */
    abstract boolean mayConcern(Heads service, Viewer viewer);

    /** Whether an entry, which the viewer may see, is one of these. */
    abstract boolean concerns(Entry entry, Viewer viewer);

    /** What it is the history of. */
    public abstract String getTitle();

    /** Where it is, below Jenkins. */
    abstract String address();

    /** Refuses what no parameter can be, before anything is shown. */
    @Override
    public Object getTarget() {
        HistoryList.check();
        return this;
    }

    /** What the request asks for; taken once for a page. */
    public HistoryList getList() {
        Viewer viewer = Viewer.current();
        return HistoryList.of(service -> mayConcern(service, viewer), entry -> concerns(entry, viewer), viewer);
    }

    @Exported(visibility = 2)
    public List<EntryView> getEntries() {
        return getList().getEntries();
    }

    /** The parameter {@code after} for the entries after these. */
    @Exported(skipNull = true)
    @CheckForNull
    public String getNext() {
        return getList().getNext();
    }

    /** False while the files are still being looked through after a start: entries may be missing. */
    @Exported
    public boolean isComplete() {
        return DeploymentHistory.get().isLoaded();
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The parameters of the request for a link, with another one. */
    public String link(String name, String value) {
        StringBuilder link = new StringBuilder("?");
        for (String each : List.of("target", "service", "repository", "outcome", "since", "limit")) {
            String now = HistoryList.parameter(each);
            if (!each.equals(name) && !now.isEmpty()) {
                link.append(each).append('=').append(Util.rawEncode(now)).append('&');
            }
        }
        return link.append(name)
                .append('=')
                .append(Util.rawEncode(Util.fixNull(value)))
                .toString();
    }

    /** A feed of the newest entries, with the same parameters as the page. */
    @SuppressWarnings({"lgtm[jenkins/csrf]", "lgtm[jenkins/no-permission-check]"}) // of what one may read alone
    public void doFeed(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        HistoryFeed.write(getTitle(), address(), getList().getEntries(), request, response);
    }
}
