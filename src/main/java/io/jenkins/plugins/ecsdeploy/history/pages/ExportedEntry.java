package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.history.EntryMap;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An entry for programs: what the remote API gives of it to whoever asks. */
@ExportedBean(defaultVisibility = 3)
public abstract class ExportedEntry {
    private final Entry entry;
    private final Viewer viewer;
    private Map<String, Object> map;

    ExportedEntry(Entry entry, Viewer viewer) {
        this.entry = entry;
        this.viewer = viewer;
    }

    final Entry entry() {
        return entry;
    }

    final Viewer viewer() {
        return viewer;
    }

    /** What is shown of it in Pipeline, too. */
    private Object value(String key) {
        if (map == null) {
            map = EntryMap.of(entry, viewer);
        }
        return map.get(key);
    }

    @Exported
    public String getId() {
        return entry.id();
    }

    @Exported(skipNull = true)
    public String getStep() {
        return entry.step();
    }

    /** Null: tags of a repository were moved. */
    @Exported(skipNull = true)
    @CheckForNull
    public String getService() {
        return entry.service().isRepository() ? null : entry.service().service();
    }

    /** Where tags were moved, with the registry; null: a service was deployed. */
    @Exported(skipNull = true)
    @CheckForNull
    public String getRepository() {
        return entry.service().isRepository() ? entry.service().service() : null;
    }

    @Exported(skipNull = true)
    public Object getTarget() {
        return value("target");
    }

    @Exported(skipNull = true)
    public Object getTargetFolder() {
        return value("targetFolder");
    }

    @Exported(skipNull = true)
    public Object getCluster() {
        return value("cluster");
    }

    @Exported(skipNull = true)
    public Object getRegion() {
        return value("region");
    }

    @Exported(skipNull = true)
    public Object getAccount() {
        return value("account");
    }

    @Exported(skipNull = true)
    public String getController() {
        return entry.carrier().controller();
    }

    @Exported(skipNull = true)
    public String getStrategy() {
        return entry.carrier().strategy();
    }

    @Exported
    public String getStatus() {
        return entry.end().status();
    }

    @Exported(skipNull = true)
    public String getReason() {
        return entry.end().reason();
    }

    @Exported
    public Object getBegan() {
        return value("began");
    }

    @Exported(skipNull = true)
    public Object getEnded() {
        return value("ended");
    }

    @Exported(skipNull = true)
    public Object getDurationMillis() {
        return value("durationMillis");
    }

    @Exported(skipNull = true)
    public String getTaskDefinitionArn() {
        return entry.change().to();
    }

    @Exported(skipNull = true)
    public String getPreviousTaskDefinitionArn() {
        return entry.change().from();
    }

    @Exported
    public Map<String, String> getImages() {
        return entry.change().images();
    }

    @Exported
    public Map<String, String> getDigests() {
        return entry.change().digests();
    }

    /** What was changed, in words. */
    @Exported
    public List<String> getChanges() {
        return entry.change().words();
    }

    @Exported
    public List<String> getDeployments() {
        return entry.carrier().deployments();
    }

    @Exported(skipNull = true)
    public Object getGates() {
        return value("gates");
    }

    @Exported
    public Object getBuild() {
        return value("build");
    }

    @Exported(skipNull = true)
    public Object getUpstream() {
        return value("upstream");
    }

    @Exported(skipNull = true)
    public String getStartedBy() {
        return entry.origin().user();
    }

    @Exported(skipNull = true)
    public String getStartedByName() {
        return entry.origin().userName();
    }

    @Exported(skipNull = true)
    public String getCause() {
        return entry.origin().cause();
    }

    @Exported(skipNull = true)
    public Object getEvidenceUrl() {
        return value("evidenceUrl");
    }

    @Exported(skipNull = true)
    public Object getConsoleUrl() {
        return value("consoleUrl");
    }
}
