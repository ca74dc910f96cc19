package io.jenkins.plugins.ecsdeploy.variables;

import hudson.Functions;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.upstream.BuildAuthentication;
import io.jenkins.plugins.ecsdeploy.upstream.CopyPermission;
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
        Authentication reader = BuildAuthentication.reader(who);
        if (!upstream.hasPermission2(reader, Run.ARTIFACTS)
                && !CopyPermission.allows(by.getParent(), upstream.getParent())) {
            throw new EngineException("the build that runs as '" + reader.getName()
                    + "' may not read its artifacts. Give that user the permission Run/Artifacts on the job, or name '/"
                    + by.getParent().getFullName()
                    + "' under 'Permission to Copy Artifact' in the job's configuration");
        }
    }
}
