package io.jenkins.plugins.ecsdeploy.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.plugins.git.Revision;
import hudson.plugins.git.util.BuildData;
import java.util.List;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** What the Git plugin has checked out. Of several repositories it is the last: libraries are loaded before the code. */
@OptionalExtension(requirePlugins = "git")
public final class GitCommits implements Commits {
    @Override
    @CheckForNull
    public String commit(Run<?, ?> run) {
        List<BuildData> checkedOut = run.getActions(BuildData.class);
        if (checkedOut.isEmpty()) {
            return null;
        }
        Revision last = checkedOut.get(checkedOut.size() - 1).getLastBuiltRevision();
        return last == null ? null : last.getSha1String();
    }
}
