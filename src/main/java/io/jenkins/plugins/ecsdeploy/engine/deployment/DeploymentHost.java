package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RecordedRevisions;
import java.util.List;
import java.util.Optional;

/** What a deployment needs of the program in which it runs. */
public interface DeploymentHost {
    /** ECS as the identity of this deployment. Asked for at every step, so that credentials may change meanwhile. */
    EcsApi ecs();

    /** Shows a line to the people who wait. */
    void log(String line);

    /**
     * Keeps the record; when this returns it must outlive the program.
     *
     * @throws RuntimeException if that cannot be done now; it is tried again
     */
    void remember(DeploymentRecord record);

    /** The deployment ended well; called once, and then neither this nor {@link #failed} again. */
    void succeeded(DeploymentRecord record);

    /**
     * True from when the program is about to end. No new piece of work is begun then, and no failure is told: it is most
     * likely an interrupt, and whoever goes on after the restart finds out what is the matter.
     */
    default boolean isStopping() {
        return false;
    }

    /**
     * Called after each look that tells whether the deployment waits at a gate.
     *
     * @param waiting the one that it waits at and nobody has answered; empty: none
     */
    default void gate(Optional<Gate> waiting) {}

    /** The deployment, or following it, failed; called once, and then neither this nor {@link #succeeded} again. */
    void failed(RuntimeException failure);

    /**
     * Keeps a document for the people who look at the deployment later. The record's {@link
     * DeploymentRecord#evidenceFile} is replaced if there is one; never a document of another deployment.
     *
     * @param name the file name that it should have, safe on every file system
     * @return the name under which it is found; empty where nothing can be kept
     */
    default Optional<String> keep(String name, String document) {
        return Optional.empty();
    }

    /** What is recorded of the service of that deployment. */
    default RecordedRevisions recorded(DeploymentRecord deployment) {
        return RecordedRevisions.NONE;
    }

    /** Other deployments to the same service that go on at ECS, while their steps have ended. */
    default List<LeftDeployment> leftBehind(DeploymentRecord deployment) {
        return List.of();
    }

    /**
     * What others who follow deployments in this program know this one by; of one build all have the same. Empty: nothing is
     * to be known.
     */
    default String who() {
        return "";
    }

    /** How the people who read this log call one of them. */
    default String inWords(String who) {
        return who;
    }

    /** A document of this deployment that was kept under that name. */
    default Optional<String> kept(String name) {
        return Optional.empty();
    }
}
