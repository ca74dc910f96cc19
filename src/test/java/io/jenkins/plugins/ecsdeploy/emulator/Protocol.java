package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One AWS service behind the endpoint, in the protocol that it speaks. */
public interface Protocol {
    /** The names of all actions that this service has here. */
    Set<String> actions();

    /** The action that the request asks for, or null if it is not for this service. */
    String actionOf(HttpRequest request);

    /**
     * The request's document.
     *
     * @throws AwsError if it cannot be read, or has members of wrong types
     */
    ObjectNode read(String action, HttpRequest request);

    /** @throws AwsError if AWS would refuse */
    ObjectNode perform(String action, ObjectNode request, Caller caller);

    /** The name of the service in the names of its permissions. */
    String permissionPrefix();

    /** Actions that the request needs the permission of, beside its own. */
    default List<String> alsoNeeds(String action, ObjectNode request) {
        return List.of();
    }

    /** The ARN of what the request is about, for the words of a refusal; null if only the parameters of ECS tell it. */
    default String resource(ObjectNode request) {
        return null;
    }

    String contentType();

    /** Headers of every answer, beside those of all services. */
    default Map<String, String> headers() {
        return Map.of();
    }

    String success(String action, ObjectNode answer, String requestId);

    String error(AwsError error, String requestId);

    int status(AwsError error);
}
