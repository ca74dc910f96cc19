package io.jenkins.plugins.ecsdeploy.targets;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.arguments.FormRights;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

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

        @Override
        boolean mayEdit(AbstractFolder<?> folder) {
            return FormRights.mayConfigure(folder);
        }

        @Override
        boolean mayListCredentials(AbstractFolder<?> folder) {
            return FormRights.mayUse(folder);
        }

        @Override
        ItemGroup<?> owner(AbstractFolder<?> folder) {
            return folder == null ? Jenkins.get() : folder;
        }

        @POST
        public FormValidation doTestConnection(@AncestorInPath AbstractFolder<?> folder, StaplerRequest2 request) {
            checkMayEdit(folder);
            return ConnectionTest.test(() -> entered(folder, request), request.getParameter("cluster"));
        }

        @POST
        public FormValidation doListClusters(@AncestorInPath AbstractFolder<?> folder, StaplerRequest2 request) {
            checkMayEdit(folder);
            return ConnectionTest.clusters(() -> entered(folder, request));
        }

        private static void checkMayEdit(AbstractFolder<?> folder) {
            if (folder == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                folder.checkPermission(Item.CONFIGURE);
            }
        }

        /** Where ECS answers is not taken from the request: these credentials may go to AWS and nowhere else. */
        private UsableTarget entered(AbstractFolder<?> folder, StaplerRequest2 request) {
            FolderTarget target = new FolderTarget(enteredName(request));
            target.enter(request);
            return new UsableTarget(target, owner(folder));
        }
    }
}
