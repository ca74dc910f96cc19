package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** AWS JSON 1.1: documents in and out, the action in the header X-Amz-Target. */
public abstract class JsonProtocol implements Protocol {
    private final String target;
    private final String permissionPrefix;
    private final String model;

    /**
     * @param target what comes before the action's name in the header
     * @param model the package in which the SDK keeps the shapes of requests
     */
    protected JsonProtocol(String target, String permissionPrefix, String model) {
        this.target = target;
        this.permissionPrefix = permissionPrefix;
        this.model = model;
    }

    @Override
    public final String actionOf(HttpRequest request) {
        String named = request.header("X-Amz-Target");
        return named != null && named.startsWith(target) ? named.substring(target.length()) : null;
    }

    @Override
    public final ObjectNode read(String action, HttpRequest request) {
        if (!contentType().equals(request.header("Content-Type")) || !actions().contains(action)) {
            throw AwsError.of("UnknownOperationException", null);
        }
        ObjectNode document = Json.parse(request.text());
        RequestShapes.check(model, action, document);
        return document;
    }

    @Override
    public final String permissionPrefix() {
        return permissionPrefix;
    }

    @Override
    public final String contentType() {
        return "application/x-amz-json-1.1";
    }

    @Override
    public final String success(String action, ObjectNode answer, String requestId) {
        return answer.toString();
    }

    @Override
    public final String error(AwsError error, String requestId) {
        ObjectNode node = Json.object().put("__type", error.code);
        if (error.getMessage() != null) {
            node.put("message", error.getMessage());
        }
        if (error.members != null) {
            node.setAll(error.members);
        }
        return node.toString();
    }

    @Override
    public final int status(AwsError error) {
        return error.status;
    }
}
