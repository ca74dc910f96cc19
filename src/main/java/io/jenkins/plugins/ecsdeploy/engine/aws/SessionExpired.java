package io.jenkins.plugins.ecsdeploy.engine.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The cause of a refusal after which the same call may be made again: a session ended before its time (the machine
 * slept, say, or its clock is wrong), nothing was done, and the next session will do.
 */
final class SessionExpired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private SessionExpired() {
        super("The session has ended; the next call opens another", null, false, false);
    }

    static boolean causedBy(Throwable e) {
        return e.getCause() instanceof SessionExpired;
    }

    /** Notes this as the cause where the credentials can be renewed, and has them renewed. */
    static final class Interceptor implements ExecutionInterceptor {
        /** The credentials of the request. */
        static final ExecutionAttribute<Renewable> CREDENTIALS = new ExecutionAttribute<>("EcsDeployCredentials");

        /** The SDK wants the same class back. */
        @Override
        public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
            Renewable credentials = attributes.getAttribute(CREDENTIALS);
            return credentials != null
                            && AwsFailure.isExpired(context.exception())
                            && context.exception() instanceof AwsServiceException refusal
                            && credentials.expired()
                    ? refusal.toBuilder().cause(new SessionExpired()).build()
                    : context.exception();
        }
    }
}
