package io.jenkins.plugins.ecsdeploy.access;

import hudson.Functions;
import hudson.model.Run;
import hudson.security.AccessControlled;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * The permission <i>Run/Artifacts</i>, where Jenkins is set up to have one besides that to read the job (system property
 * {@code hudson.security.ArtifactsPermission}). Build variables are artifacts, wherever they are shown.
 */
public final class ArtifactsPermission {
    private ArtifactsPermission() {}

    /** Whether the one who looks at a page, or calls REST, may read the artifacts of a build or of a job's builds. */
    public static boolean isGranted(AccessControlled made) {
        return isGranted(made, Jenkins.getAuthentication2());
    }

    /** The same for somebody else. */
    public static boolean isGranted(AccessControlled made, Authentication who) {
        return !Functions.isArtifactsPermissionEnabled() || made.hasPermission2(who, Run.ARTIFACTS);
    }
}
