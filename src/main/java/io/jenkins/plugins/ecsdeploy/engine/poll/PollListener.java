package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.List;

/**
 * Somebody who wants to know how something at AWS goes on. Is told each thing in a task of its own, one at a time, so it
 * may take its time. Whatever it is told, it returns all requests that are left; with none, the poller forgets it.
 */
public interface PollListener {
    /** AWS as the identity of this one. */
    EcsApi ecs();

    /** True when nothing is to be asked any more. */
    boolean isOver();

    List<PollRequest> answered(Question question, Answer answer);

    /** The question could not be answered: by AWS's error for this one alone, or because AWS answers nobody. */
    List<PollRequest> failed(Question question, RuntimeException e);
}
