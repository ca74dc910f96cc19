package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;

/** A build that an entry names, for somebody who may read its job. */
public final class BuildView {
    private static final int COMMIT = 10;

    private final Build build;
    private final Entry entry;
    private final Viewer viewer;

    BuildView(Build build, Entry entry, Viewer viewer) {
        this.build = build;
        this.entry = entry;
        this.viewer = viewer;
    }

    public String getName() {
        return Shown.text(viewer.jobName(build, entry.order())) + " " + EntryView.name(build);
    }

    /** Where it is, below Jenkins; null: it is gone. */
    @CheckForNull
    public String getLink() {
        return viewer.url(build, entry.order()).orElse(null);
    }

    @CheckForNull
    public String getCommit() {
        return shortened(build.commit());
    }

    @CheckForNull
    static String shortened(@CheckForNull String commit) {
        return commit == null ? null : Shown.text(commit.length() <= COMMIT ? commit : commit.substring(0, COMMIT));
    }
}
