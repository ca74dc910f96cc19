package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.Util;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The targets of a folder, for all jobs below it. */
public class FolderTargets extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<FolderTarget> targets;
    private String defaultTarget;

    /** @throws IllegalArgumentException if two have the same name or one has no region */
    @DataBoundConstructor
    public FolderTargets(List<FolderTarget> targets) {
        this.targets = TargetList.checked(targets);
    }

    public List<FolderTarget> getTargets() {
        return List.copyOf(targets);
    }

    /** The name of the target that steps of the jobs below use when they name none; null for no such target. */
    public String getDefaultTarget() {
        return defaultTarget;
    }

    @DataBoundSetter
    public void setDefaultTarget(String defaultTarget) {
        this.defaultTarget = Util.fixEmptyAndTrim(defaultTarget);
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

        /** No property at all for a folder without targets and without a default. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            try {
                List<FolderTarget> targets = request.bindJSONToList(FolderTarget.class, form.get("targets"));
                FolderTargets property = new FolderTargets(targets);
                property.setDefaultTarget(form.optString("defaultTarget"));
                return targets.isEmpty() && property.getDefaultTarget() == null ? null : property;
            } catch (RuntimeException | LinkageError e) {
                throw FormFailure.of(e, "targets");
            }
        }
    }
}
