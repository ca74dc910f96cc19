package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ControllerState;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * How one deployment is carried out at AWS: by ECS itself, or by what else controls the service's deployments. What it
 * knows of the deployment is in its {@link ControllerState}, so that it can go on after a restart; what it holds itself
 * may be lost. Every method may throw what a call to AWS throws, and is called again later then.
 *
 * <p>Each of them looks before it acts: what may have been done before a crash is never done twice.
 */
public interface Controller {
    /**
     * Begins, unless it may not begin yet. In the end the record is in the phase {@link Phase#FOLLOWING} or {@link
     * Phase#ENDED}.
     *
     * @param live the service as it is now
     * @return false when something has to be waited for; then this is to be called again with the service as it is by then
     */
    boolean begin(Service live);

    /** What is to be looked at to know how it goes on, and when. */
    List<PollRequest> next();

    /** The same for somebody who only wants to know AWS's name of the deployment. */
    List<PollRequest> nextUntilNamed();

    /** True when AWS's name of the deployment is known, or will never be. */
    boolean isNamed();

    /** What an answer says. Shows what is new. */
    Verdict judge(Question question, Answer answer);

    /** Looks at once, out of turn, whether the deployment waits at a gate, and does what was decided there. */
    default Verdict lookAtGate() {
        return Verdict.goingOn();
    }

    /** A question could not be answered: takes another way, or throws the failure. */
    void failed(Question question, RuntimeException e);

    /** Asks AWS to bring the service back, and writes that down before. */
    void goBack();

    /** Asks AWS to stop the deployment where it is; where that cannot be done, to bring the service back. */
    void stop();

    /**
     * Shows why it fails, and keeps the evidence. Never throws.
     *
     * @param failure in words
     */
    void explain(String failure);

    /**
     * The ARNs of revisions that AWS may still need for the service, beside those of its tasks, deployments and task sets.
     * Asked for after the end, too.
     *
     * @throws io.jenkins.plugins.ecsdeploy.engine.EngineException when that cannot be known
     */
    default Set<String> revisionsInUse() {
        return Set.of();
    }

    /**
     * ECS's ARN of the service revision that a deployment which ended well has brought the service to, or has found there;
     * nothing where ECS has none, or it cannot be known. May be another one if the deployment was taken back. Asked for after
     * the end.
     */
    default Optional<String> serviceRevision() {
        return Optional.empty();
    }

    /** Container to digest of the revision that is deployed, as far as they were found on the way. */
    default Map<String, String> digests() {
        return Map.of();
    }

    /** Adds to the evidence how the deployment has ended: a rollback may end long after the failure was certain. */
    void completeEvidence();
}
