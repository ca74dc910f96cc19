package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import hudson.scm.ChangeLogParser;
import hudson.scm.ChangeLogSet;
import hudson.scm.RepositoryBrowser;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;

/** A repository with files, of which some have changed: {@code checkout tree()}. */
public class TreeScm extends SCM {
    /** What is checked out, by path. */
    static final Map<String, String> FILES = new LinkedHashMap<>();
    /** What the changes of the next build touch. */
    static final List<String> CHANGED = new ArrayList<>();

    @DataBoundConstructor
    public TreeScm() {}

    static void want(String path, String image) {
        FILES.put(path, "[{\"name\": \"web\", \"imageUri\": \"" + image + "\"}]");
    }

    @Override
    public void checkout(
            Run<?, ?> build,
            Launcher launcher,
            FilePath workspace,
            TaskListener listener,
            File changelogFile,
            SCMRevisionState baseline)
            throws IOException, InterruptedException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            workspace.child(file.getKey()).write(file.getValue(), "UTF-8");
        }
        if (changelogFile != null) {
            Files.write(changelogFile.toPath(), CHANGED, StandardCharsets.UTF_8);
        }
    }

    @Override
    public SCMRevisionState calcRevisionsFromBuild(
            Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener) {
        return SCMRevisionState.NONE;
    }

    @Override
    public ChangeLogParser createChangeLogParser() {
        return new ChangeLogParser() {
            @Override
            public ChangeLogSet<? extends ChangeLogSet.Entry> parse(
                    Run build, RepositoryBrowser<?> browser, File changelogFile) throws IOException {
                return new Changes(build, Files.readAllLines(changelogFile.toPath()));
            }
        };
    }

    /** To be made an extension by the test that uses it, for only then it is there. */
    public static class DescriptorImpl extends SCMDescriptor<TreeScm> {
        public DescriptorImpl() {
            super(TreeScm.class, null);
        }
    }

    /** One change of all these files. */
    private static final class Changes extends ChangeLogSet<Changes.Change> {
        private final List<Change> changes;

        Changes(Run<?, ?> build, List<String> paths) {
            super(build, null);
            changes = paths.isEmpty() ? List.of() : List.of(new Change(paths));
        }

        @Override
        public boolean isEmptySet() {
            return changes.isEmpty();
        }

        @Override
        public Iterator<Change> iterator() {
            return changes.iterator();
        }

        private static final class Change extends ChangeLogSet.Entry {
            private final List<String> paths;

            Change(List<String> paths) {
                this.paths = paths;
            }

            @Override
            public String getMsg() {
                return "Deploy";
            }

            @Override
            public User getAuthor() {
                return User.getUnknown();
            }

            @Override
            public Collection<String> getAffectedPaths() {
                return paths;
            }
        }
    }
}
