package io.jenkins.plugins.ecsdeploy.engine.verify;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls and notes what became of them. */
final class Attempts {
    /** The calls cannot go on: AWS does not answer, or does not take the credentials for anything. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final List<Attempt> made = new ArrayList<>();

    List<Attempt> made() {
        return made;
    }

    /**
     * Makes a call.
     *
     * @param madeUp whether it asks for something that is known not to exist
     * @return the answer, if there was one
     */
    <T> Optional<T> make(String action, Purpose purpose, boolean madeUp, Supplier<T> call) {
        Optional<T> answer = attempt(action, purpose, madeUp, Outcome.FAILED, call);
        if (last().outcome() == Outcome.FAILED) {
            throw new Ended();
        }
        return answer;
    }

    /** Makes a call on which no other depends, so that its failure ends nothing. */
    <T> Optional<T> makeByTheWay(String action, Purpose purpose, Supplier<T> call) {
        return attempt(action, purpose, false, Outcome.PASSED_OVER, call);
    }

    /** The call that was made last. */
    Attempt last() {
        return made.get(made.size() - 1);
    }

    private <T> Optional<T> attempt(String action, Purpose purpose, boolean madeUp, Outcome failed, Supplier<T> call) {
        try {
            T answer = call.get();
            made.add(new Attempt(action, purpose, Outcome.ALLOWED, ""));
            return Optional.of(answer);
        } catch (SdkException e) {
            Outcome outcome = outcome(e, purpose, madeUp, failed);
            made.add(new Attempt(action, purpose, outcome, outcome == Outcome.ALLOWED ? "" : AwsFailure.explained(e)));
            return Optional.empty();
        }
    }

    /**
     * AWS looks at the permissions before it looks for the object, so any other refusal shows that the call is allowed.
     * A role that is not lent is of no use, whatever the reason.
     */
    private static Outcome outcome(SdkException e, Purpose purpose, boolean madeUp, Outcome failed) {
        if (AwsFailure.isDenied(e)) {
            return madeUp ? Outcome.UNSURE : Outcome.DENIED;
        }
        boolean understood = purpose != Purpose.ROLE
                && e instanceof AwsServiceException
                && ((AwsServiceException) e).statusCode() < 500
                && !AwsFailure.isThrottling(e)
                && !AwsFailure.isExpired(e)
                && !AwsFailure.isUnknownIdentity(e);
        return understood ? Outcome.ALLOWED : failed;
    }
}
