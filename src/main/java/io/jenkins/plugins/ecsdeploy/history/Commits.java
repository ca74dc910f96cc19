package io.jenkins.plugins.ecsdeploy.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import java.util.Comparator;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import jenkins.scm.RunWithSCM;
import jenkins.scm.api.SCMRevisionAction;

/** The commits that builds were made of, as a plugin for one kind of source control has recorded them. */
public interface Commits extends ExtensionPoint {
    /** The commit; null: this kind of source control has recorded none. */
    @CheckForNull
    String commit(Run<?, ?> run);

    /**
     * The commit as far as any kind of source control tells, else null: that of the branch; that which was checked out; or the
     * newest that is new with this build, which a repeated build has none of.
     */
    @CheckForNull
    static String of(Run<?, ?> run) {
        try {
            SCMRevisionAction branch = run.getAction(SCMRevisionAction.class);
            if (branch != null) {
                return branch.getRevision().toString();
            }
            return ExtensionList.lookup(Commits.class).stream()
                    .map(kind -> kind.commit(run))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseGet(() -> newest(run));
        } catch (RuntimeException | LinkageError e) {
            Logger.getLogger(Commits.class.getName()).log(Level.FINE, e, () -> "No commit of " + run);
            return null;
        }
    }

    private static String newest(Run<?, ?> run) {
        return run instanceof RunWithSCM<?, ?> with
                ? with.getChangeSets().stream()
                        .flatMap(set -> StreamSupport.stream(set.spliterator(), false))
                        .max(Comparator.comparingLong(ChangeLogSet.Entry::getTimestamp))
                        .map(ChangeLogSet.Entry::getCommitId)
                        .orElse(null)
                : null;
    }
}
