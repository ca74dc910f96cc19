package io.jenkins.plugins.ecsdeploy.variables;

import hudson.Functions;
import hudson.PluginWrapper;
import hudson.model.AbstractProject;
import hudson.model.Job;
import hudson.model.Run;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import hudson.security.ACL;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** The permission to read artifacts, where Jenkins is set up to have one besides that to read the job. */
final class ArtifactsPermission {
    private ArtifactsPermission() {}

    /**
     * Checks it by the rule of the Copy Artifact plugin: a build that runs as SYSTEM counts as any signed-in user, and
     * a job may allow it by its property.
     *
     * @param who as whom the build runs that wants to read
     */
    static void check(Run<?, ?> by, Authentication who, Run<?, ?> upstream) {
        if (!Functions.isArtifactsPermissionEnabled()) {
            return;
        }
        Authentication reader = ACL.SYSTEM2.equals(who)
                ? new UsernamePasswordAuthenticationToken(
                        "authenticated", "", List.of(SecurityRealm.AUTHENTICATED_AUTHORITY2))
                : who;
        if (!upstream.hasPermission2(reader, Run.ARTIFACTS) && !isCopyAllowed(by.getParent(), upstream.getParent())) {
            throw new EngineException("the build that runs as '" + reader.getName()
                    + "' may not read its artifacts. Give that user the permission Run/Artifacts on the job, or name '/"
                    + by.getParent().getFullName()
                    + "' under 'Permission to Copy Artifact' in the job's configuration");
        }
    }

    private static boolean isCopyAllowed(Job<?, ?> copier, Job<?, ?> source) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("copyartifact");
        return plugin != null && plugin.isActive() && OfPlugin.allows(root(copier), root(source));
    }

    private static Job<?, ?> root(Job<?, ?> job) {
        return job instanceof AbstractProject<?, ?> project ? project.getRootProject() : job;
    }

    /** A class of its own, so that the plugin's class is looked for only if the plugin is there. */
    private static final class OfPlugin {
        static boolean allows(Job<?, ?> copier, Job<?, ?> source) {
            return CopyArtifactPermissionProperty.canCopyArtifact(copier, source);
        }
    }
}
