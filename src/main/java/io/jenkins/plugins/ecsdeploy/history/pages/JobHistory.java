package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;

/** What a job has deployed and what was deployed of its builds, or the same of the jobs below a folder. */
public final class JobHistory extends HistoryOf implements Action {
    private final AbstractItem item;

    private JobHistory(AbstractItem item) {
        this.item = item;
    }

    /** The job or folder. */
    public AbstractItem getItem() {
        return item;
    }

    @Override
    public String getIconFileName() {
        return "symbol-cloud";
    }

    @Override
    public String getDisplayName() {
        return Messages.JobHistory_displayName();
    }

    @Override
    public String getUrlName() {
        return HistoryRoot.NAME;
    }

    @Override
    public String getTitle() {
        return Messages.JobHistory_title(item.getFullDisplayName());
    }

    @Override
    String address() {
        return item.getUrl() + HistoryRoot.NAME + "/";
    }

    @Override
    boolean mayConcern(Heads service, Viewer viewer) {
        return service.entries().stream().anyMatch(entry -> concerns(entry, viewer));
    }

    /** What was made of a build of the job is of it, too, whoever deployed that. */
    @Override
    boolean concerns(Entry entry, Viewer viewer) {
        return Stream.concat(Stream.of(entry.origin().build()), entry.origin().upstream().stream())
                .flatMap(build -> viewer.job(build, entry.order()).stream())
                .anyMatch(job -> job == item || job.getFullName().startsWith(item.getFullName() + "/"));
    }

    /** For jobs that have deployed, and for folders, which may have such jobs. Asked for often: nothing slow. */
    @Extension
    public static final class OfItems extends TransientActionFactory<AbstractItem> {
        @Override
        public Class<AbstractItem> type() {
            return AbstractItem.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull AbstractItem item) {
            Set<String> used = DeploymentHistory.get().names().used();
            boolean deploys = item instanceof Job<?, ?>
                    ? used.contains(item.getFullName())
                    : used.stream().anyMatch(name -> name.startsWith(item.getFullName() + "/"));
            return deploys && item.hasPermission(Item.READ) ? List.of(new JobHistory(item)) : List.of();
        }
    }
}
