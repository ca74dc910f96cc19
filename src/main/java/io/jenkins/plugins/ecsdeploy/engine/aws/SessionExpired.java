package io.jenkins.plugins.ecsdeploy.engine.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * AWS refused a session that ended before its time (the machine slept, say, or its clock is wrong), and the next one
 * will do: nothing was done, and the same call may be made again.
 */
public final class SessionExpired extends AwsServiceException {
    private static final long serialVersionUID = 1L;

    private SessionExpired(AwsServiceException refusal) {
        super(AwsServiceException.builder()
                .awsErrorDetails(refusal.awsErrorDetails())
                .message(refusal.getMessage())
                .requestId(refusal.requestId())
                .extendedRequestId(refusal.extendedRequestId())
                .statusCode(refusal.statusCode())
                .cause(refusal));
    }

    /** Puts this in place of the refusal where the credentials can be renewed, and has them renewed. */
    static final class Interceptor implements ExecutionInterceptor {
        /** The credentials of the request. */
        static final ExecutionAttribute<Renewable> CREDENTIALS = new ExecutionAttribute<>("EcsDeployCredentials");

        @Override
        public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
            Throwable failure = context.exception();
            Renewable credentials = attributes.getAttribute(CREDENTIALS);
            return credentials != null
                            && AwsFailure.isExpired(failure)
                            && failure instanceof AwsServiceException refusal
                            && credentials.expired()
                    ? new SessionExpired(refusal)
                    : failure;
        }
    }
}
