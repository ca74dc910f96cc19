package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal as AWS words it. Which action may answer which code is listed under "Errors" of the action's page in the
 * Amazon ECS API Reference; codes that every action shares are on the page "Common Error Types".
 */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the error has beside its message, or null. */
    transient ObjectNode members;

    public final String code;
    final int status;

    AwsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The same with a member beside the message. */
    public AwsError with(String member, JsonNode value) {
        members = Json.object();
        members.set(member, value);
        return this;
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
