package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.List;
import java.util.Map;

/**
 * Something to be asked of AWS. Those that are alike go into one call; unless it says otherwise, a question is asked alone.
 * Has the equality of its values.
 */
public interface Question {
    /** How many go into one call, as the API page of the action says. */
    default int perCall() {
        return 1;
    }

    /** Whether others may ask the same or the like, so that it waits for a tick on which they meet. */
    default boolean isShared() {
        return true;
    }

    /** Which comes first of those that are due together: the lower. What one answer gives rise to comes after it. */
    int rank();

    /** Whether both may go into one call. */
    default boolean isLike(Question other) {
        return equals(other);
    }

    /**
     * Asks all of these in one call.
     *
     * @param alike this one and others like it
     * @return the answers; who is missing is asked for again, alone, and one that is asked alone has an answer
     */
    Map<Question, Answer> ask(EcsApi ecs, List<Question> alike);
}
