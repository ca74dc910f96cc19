package io.jenkins.plugins.ecsdeploy.records;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears what becomes of deployments. It is told that something is another than before, perhaps several times of the same,
 * and after a restart anew; what it is, the record says.
 */
public interface DeploymentListener extends ExtensionPoint {
    /**
     * A deployment was begun, has come to a gate, was answered there, has ended, or anything else is new in its record. Must
     * be quick: the deployment does not go on before this returns.
     */
    void changed(Run<?, ?> run, BuildDeployment deployment);

    /** Tells all of them. What they fail with is no concern of the deployment's. */
    static void tell(Run<?, ?> run, BuildDeployment deployment) {
        for (DeploymentListener listener : ExtensionList.lookup(DeploymentListener.class)) {
            try {
                listener.changed(run, deployment);
            } catch (RuntimeException | LinkageError e) {
                Logger.getLogger(DeploymentListener.class.getName())
                        .log(
                                Level.WARNING,
                                e,
                                () -> listener.getClass().getName() + " cannot take a deployment of " + run);
            }
        }
    }
}
