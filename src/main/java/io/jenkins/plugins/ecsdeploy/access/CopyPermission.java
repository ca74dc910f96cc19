package io.jenkins.plugins.ecsdeploy.access;

import hudson.PluginWrapper;
import hudson.model.AbstractProject;
import hudson.model.Job;
import hudson.plugins.copyartifact.CopyArtifactPermissionProperty;
import jenkins.model.Jenkins;

/** What jobs allow other jobs to read by the property of the Copy Artifact plugin, which may not be installed. */
public final class CopyPermission {
    private CopyPermission() {}

    /** Whether {@code source} names {@code copier} in its property. */
    public static boolean allows(Job<?, ?> copier, Job<?, ?> source) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("copyartifact");
        return plugin != null && plugin.isActive() && OfPlugin.allows(root(copier), root(source));
    }

    /** The job that has the configuration: a configuration of a matrix project has none of its own. */
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
