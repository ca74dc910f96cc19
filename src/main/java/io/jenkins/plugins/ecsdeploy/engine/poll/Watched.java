package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.List;

/**
 * Somebody who wants to know how something at ECS goes on. Is told each thing in a task of its own, one at a time, so it
 * may take its time. Each word is answered with all wishes that are left; with none, the poller forgets it.
 */
public interface Watched {
    /** ECS as the identity of this one. */
    EcsApi ecs();

    /** True when nothing is to be asked any more. */
    boolean isOver();

    List<Wish> seen(Answer answer);

    /** The question could not be answered: by ECS's error for this one alone, or because AWS answers nobody. */
    List<Wish> failed(Question question, RuntimeException e);
}
