package io.jenkins.plugins.ecsdeploy.targets;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A target for the jobs below a folder. */
public final class FolderTarget extends Target {
    @DataBoundConstructor
    public FolderTarget(String name) {
        super(name);
    }

    @Extension
    @Symbol("target")
    public static final class DescriptorImpl extends TargetDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FolderTarget_displayName();
        }
    }
}
