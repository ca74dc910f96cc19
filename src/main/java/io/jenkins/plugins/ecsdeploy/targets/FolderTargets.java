package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The targets of a folder, for all jobs below it. */
public class FolderTargets extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<FolderTarget> targets;

    /** @throws IllegalArgumentException if two have the same name or one has no region */
    @DataBoundConstructor
    public FolderTargets(List<FolderTarget> targets) {
        this.targets = TargetList.checked(targets);
    }

    public List<FolderTarget> getTargets() {
        return List.copyOf(targets);
    }

    /** Who may configure a folder may send any XML, also with a global target in it, which has rights of its own. */
    protected Object readResolve() {
        targets = TargetList.loaded(targets, FolderTarget.class);
        return this;
    }

    @Extension
    @Symbol("ecsTargets")
    public static class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FolderTargets_displayName();
        }

        /** No property at all for a folder without targets. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            try {
                List<FolderTarget> targets = request.bindJSONToList(FolderTarget.class, form.get("targets"));
                return targets.isEmpty() ? null : new FolderTargets(targets);
            } catch (RuntimeException | LinkageError e) {
                throw FormFailure.of(e, "targets");
            }
        }
    }
}
