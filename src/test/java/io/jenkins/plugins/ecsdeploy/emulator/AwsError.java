package io.jenkins.plugins.ecsdeploy.emulator;

/**
 * A refusal as AWS words it. Which action may answer which code is listed under "Errors" of the action's page in the
 * Amazon ECS API Reference; codes that every action shares are on the page "Common Error Types".
 */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public final String code;
    final int status;

    AwsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** ECS answers its own client errors with status 400, whatever they are. */
    public static AwsError of(String code, String message) {
        return new AwsError(400, code, message);
    }

    static AwsError client(String message) {
        return of("ClientException", message);
    }

    public static AwsError invalid(String message) {
        return of("InvalidParameterException", message);
    }

    static AwsError clusterNotFound() {
        return of("ClusterNotFoundException", "Cluster not found.");
    }

    static AwsError serviceNotFound() {
        return of("ServiceNotFoundException", "Service not found.");
    }

    static AwsError serialization(String message) {
        return of("SerializationException", message);
    }

    static AwsError throttled() {
        return of("ThrottlingException", "Rate exceeded");
    }

    static AwsError server(int status) {
        return new AwsError(status, "ServerException", "Service Unavailable. Please try again later.");
    }
}
