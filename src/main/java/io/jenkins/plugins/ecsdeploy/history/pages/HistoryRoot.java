package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.RootAction;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import java.util.Arrays;
import java.util.List;
import org.kohsuke.stapler.export.Exported;

/** <em>Amazon ECS</em> in Jenkins' side bar: what runs where, and the history of all services. */
@Extension
public final class HistoryRoot extends HistoryOf implements RootAction {
    static final String NAME = "ecs";
    /** Services on a page. */
    private static final int ROWS = 100;

    @Override
    public String getIconFileName() {
        return "symbol-cloud";
    }

    @Override
    public String getDisplayName() {
        return Messages.HistoryRoot_displayName();
    }

    @Override
    public String getUrlName() {
        return NAME;
    }

    @Override
    public String getTitle() {
        return getDisplayName();
    }

    @Override
    String address() {
        return NAME + "/";
    }

    @Override
    boolean mayConcern(Heads service, Viewer viewer) {
        return true;
    }

    @Override
    boolean concerns(Entry entry, Viewer viewer) {
        return true;
    }

    /** The history of a service. Null: there is none that the viewer may know of. */
    @CheckForNull
    public ServiceHistory getService(String name) {
        return ServiceHistory.exists(name) ? new ServiceHistory(name) : null;
    }

    /** What runs now, as the parameters {@code target} and {@code service} ask. */
    @Exported(visibility = 2)
    public List<EntryView> getRunning() {
        String service = HistoryList.parameter("service");
        return all().filtered("", HistoryList.parameter("target"), "").running().stream()
                .filter(entry -> service.isEmpty() || service.equals(entry.getService()))
                .toList();
    }

    private static Matrix all() {
        return Matrix.of(DeploymentHistory.get().journal().heads(), Viewer.current());
    }

    /** What the page shows, taken once. */
    public MatrixPage getMatrixPage() {
        return new MatrixPage(
                all(),
                HistoryList.parameter("q"),
                HistoryList.parameter("target"),
                HistoryList.parameter("outcome"),
                pageNumber(),
                ROWS);
    }

    private static int pageNumber() {
        try {
            return Math.max(1, Integer.parseInt(Util.fixEmpty(HistoryList.parameter("page")))) - 1;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** What one can look for. */
    public List<Outcome> getOutcomes() {
        return Arrays.asList(Outcome.PROGRESS, Outcome.GATE, Outcome.GOOD, Outcome.ROLLED_BACK, Outcome.FAILED);
    }
}
